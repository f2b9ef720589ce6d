export default {
  layout: "article.njk",
  permalink: ({ page }) => `/articles/${page.date.toISOString().slice(0, 7).replace("-", "/")}/${page.fileSlug}/`,
};
