# واجهة الموقع بالعربية. ما لم يُترجم هنا يظهر بالإنجليزية.

home = الرئيسية
articles = المقالات
speakers = المتحدثون
topics = المواضيع
sources = المصادر
timeline = التسلسل الزمني
quotations = الاقتباسات
search = البحث
skip-to-content = إلى المحتوى
menu = القائمة الرئيسية
breadcrumb = أنت هنا
article-count = { $count ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $number } مقالات
    [many] { $number } مقالًا
   *[other] { $number } مقال
}
quotation-count = { $count ->
    [zero] لا اقتباسات
    [one] اقتباس واحد
    [two] اقتباسان
    [few] { $number } اقتباسات
    [many] { $number } اقتباسًا
   *[other] { $number } اقتباس
}
speaker-count = { $count ->
    [one] متحدث واحد
    [two] متحدثان
    [few] { $number } متحدثين
   *[other] { $number } متحدث
}
topic-count = { $count ->
    [one] موضوع واحد
    [two] موضوعان
    [few] { $number } مواضيع
   *[other] { $number } موضوع
}
source-count = { $count ->
    [one] مصدر واحد
    [two] مصدران
   *[other] { $number } مصادر
}
in-figures = الأرشيف بالأرقام
latest-articles = أحدث المقالات
featured-quotations = من أقوالهم
who-speaks-most = الأكثر حديثًا
direct = اقتباس مباشر
indirect = كلام منقول
mixed = اقتباس مختلط
unknown-speaker = متحدث مجهول
speakers-of-article = المتحدثون في هذا المقال
editors-note = ملاحظة المحرر
source = المصدر
read-original = قراءة الأصل
cite = للاستشهاد
in-context = في السياق
from-article = من مقال
permanent-address = العنوان الدائم
share-by-mail = إرسال بالبريد
newer-article = مقال أحدث
older-article = مقال أقدم
roles = المناصب
role-since = منذ { $from }
speaks-about = يتحدث عن
quoted-beside = يُقتبس معه
by-year = الاقتباسات بحسب السنة
year = السنة
count = العدد
show-as-table = كجدول
highlight-on = تظليل الاقتباسات
highlight-only = هذه الأقوال فقط
colours = الألوان
colours-auto = كالنظام
colours-light = فاتحة
colours-dark = داكنة
made-with = أُنجز بواسطة Guillemet
person = شخص
