//! `datapackage.json` (Frictionless Data Package 1): what the tables are.

use serde_json::{Map, Value, json};

use super::{Field, Kind, fields};
use crate::plan::{Table, TableFormat};
use crate::site::Site;

/// The description of all tables.
pub fn package(site: Site<'_>) -> Vec<u8> {
    let config = site.config;
    let mut package = Map::new();
    let mut set = |key: &str, value: Value| package.insert(key.to_owned(), value);
    set("profile", json!("data-package"));
    let name = crate::model::slugify(&config.title);
    set("name", json!(if name.is_empty() { "archive" } else { &name }));
    set("title", json!(config.title));
    if let Some(description) = &config.description {
        set("description", json!(description));
    }
    set("homepage", json!(config.base_url.as_str()));
    if let Some(publisher) = &config.publisher {
        set("contributors", json!([{ "title": publisher, "role": "publisher" }]));
    }
    let resources = Table::ALL.into_iter().flat_map(|table| TableFormat::ALL.map(|format| resource(table, format)));
    set("resources", resources.collect());
    format!("{:#}\n", Value::Object(package)).into_bytes()
}

fn resource(table: Table, format: TableFormat) -> Value {
    let name = table.name();
    match format {
        TableFormat::Csv => json!({
            "profile": "tabular-data-resource",
            "name": name,
            "path": table.file(format),
            "format": "csv",
            "mediatype": format.media_type(),
            "encoding": "utf-8",
            "schema": schema(table),
        }),
        TableFormat::JsonLines | TableFormat::Parquet => json!({
            "name": format!("{name}-{}", format.extension()),
            "path": table.file(format),
            "format": format.extension(),
            "mediatype": format.media_type(),
        }),
    }
}

fn schema(table: Table) -> Value {
    let fields: Vec<Value> = fields(table).iter().map(field).collect();
    let mut schema = json!({ "fields": fields, "primaryKey": "id", "missingValues": [""] });
    let foreign = match table {
        Table::Articles => Some(("source", "sources", "id")),
        Table::Quotations => Some(("article", "articles", "id")),
        Table::Topics => Some(("parent", "", "id")),
        Table::Speakers | Table::Sources => None,
    };
    if let (Some((field, resource, key)), Some(schema)) = (foreign, schema.as_object_mut()) {
        let reference = json!([{ "fields": field, "reference": { "resource": resource, "fields": key } }]);
        schema.insert("foreignKeys".to_owned(), reference);
    }
    schema
}

fn field(field: &Field) -> Value {
    let kind = if field.kind == Kind::Integer { "integer" } else { "string" };
    let mut value = json!({ "name": field.name, "type": kind, "description": field.meaning });
    let Some(object) = value.as_object_mut() else { return value };
    match field.kind {
        // Base addresses without a top-level domain are no `uri` for every validator, so the format is not given.
        Kind::Date => {
            object.insert("constraints".to_owned(), json!({ "pattern": "\\d{4}(-\\d{2}(-\\d{2})?)?" }));
        }
        Kind::List => {
            let description = format!("{}; several are separated by `;`", field.meaning);
            object.insert("description".to_owned(), json!(description));
        }
        Kind::Text | Kind::Address | Kind::Integer => {}
    }
    if !field.standard.is_empty() {
        object.insert("title".to_owned(), json!(field.standard));
    }
    value
}
