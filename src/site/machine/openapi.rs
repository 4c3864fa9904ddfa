//! `/api/v1/openapi.json` (OpenAPI 3.1.1). Servers serve files here: there is nothing to ask but for a file.

use serde_json::{Map, Value, json};

use super::{API, Machine, Resource, resources};

/// The OpenAPI document.
pub fn document(machine: &Machine<'_>) -> Value {
    let config = &machine.site.registry.config;
    let (parts, definitions) = resources::components();
    let mut paths = Map::new();
    for (resource, schema) in parts {
        paths.insert(format!("/{API}{}", resource.path), path(resource, resource.name, &schema));
        if resource.paged {
            let further = resource.path.replace(".json", "-{page}.json");
            paths.insert(format!("/{API}{further}"), path(resource, &format!("{}-page", resource.name), &schema));
        }
    }
    let mut info = json!({
        "title": config.title_en.as_ref().unwrap_or(&config.title),
        "summary": config.title,
        "version": "1.0.0",
        "description": "Files, made anew at each build: every document says the day (`as_of`) and the commit (`revision`) it was made for. \
            Keys are always present; what is not known is null. Within v1 keys are added and never renamed or removed. \
            Sentences (`reason`, `because`, `message`) are English and may be reworded.",
    });
    if let (Some(info), Some(licence)) = (info.as_object_mut(), &config.licence) {
        let mut stated = json!({ "name": licence });
        if let (Some(stated), true) = (stated.as_object_mut(), crate::config::is_web(licence)) {
            stated.insert("url".to_owned(), json!(licence));
        }
        info.insert("license".to_owned(), stated);
    }
    json!({
        "openapi": "3.1.1",
        "info": info,
        "servers": [{ "url": config.site_url.as_deref().map_or("../..", |url| url.trim_end_matches('/')) }],
        "paths": paths,
        "components": { "schemas": definitions },
    })
}

fn path(resource: &Resource, operation: &str, schema: &Value) -> Value {
    let has = |name: &str| {
        operation.ends_with("-page") == (name == "page") && (name == "page" || resource.path.contains("{id}"))
    };
    let mut parameters = Vec::new();
    if has("id") {
        parameters.push(json!({
            "name": "id", "in": "path", "required": true, "schema": { "type": "string" },
            "description": "The record's id: its file's name without the ending. A list's `href` has it as an address needs it.",
        }));
    }
    if has("page") {
        parameters.push(json!({
            "name": "page", "in": "path", "required": true, "schema": { "type": "integer", "minimum": 2 },
            "description": "From 2; `pages` says how many there are, `next` names the next.",
        }));
    }
    json!({
        "get": {
            "operationId": operation,
            "summary": resource.about.en,
            "description": resource.about.zh,
            "parameters": parameters,
            "responses": {
                "200": { "description": resource.about.en, "content": { "application/json": { "schema": schema } } },
                "404": { "description": "There is no such file." },
            },
        },
    })
}
