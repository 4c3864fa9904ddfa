//! `/api/v1/openapi.json` (OpenAPI 3.1.1). Servers serve files here: there is nothing to ask but for a file.

use serde_json::{Map, Value, json};

use super::{API, Api, ApiDocument, resources};

/// The OpenAPI document.
pub fn document(api: &Api<'_>) -> Value {
    let config = &api.site.registry.config;
    let (parts, definitions) = resources::components();
    let mut paths = Map::new();
    for (resource, schema) in parts {
        let id = resource.path.contains("{id}").then(|| {
            parameter(
                "id",
                json!({ "type": "string" }),
                "The record's id: its file's name without the ending. A list's `href` has it as an address needs it.",
            )
        });
        let name = resource.name;
        paths.insert(format!("/{API}{}", resource.path), path(resource, name, id.as_slice(), &schema));
        if resource.paged {
            let page = parameter(
                "page",
                json!({ "type": "integer", "minimum": 2 }),
                "From 2; `pages` says how many there are, `next` names the next.",
            );
            let continuation = resource.path.replace(".json", "-{page}.json");
            paths.insert(format!("/{API}{continuation}"), path(resource, &format!("{name}-page"), &[page], &schema));
        }
    }
    let mut info = json!({
        "title": config.title_en.as_ref().unwrap_or(&config.title),
        "summary": config.title,
        "version": "1.0.0",
        "description": "Files, made anew at each build: every document says since when what it says holds (`since`) and when it may next change (`until`); \
            `index.json` the day (`as_of`) and the commit (`revision`) of the build, a record's own the commit that last changed it. \
            Keys are always present; what is not known is null. Within v1 keys are added and never renamed or removed. \
            Sentences (`reason`, `because`, `message`) are English and may be reworded.",
    });
    if let Some(licence) = &config.licence {
        info["license"] = json!({ "name": licence });
        if mulu_core::config::is_web(licence) {
            info["license"]["url"] = json!(licence);
        }
    }
    json!({
        "openapi": "3.1.1",
        "info": info,
        "servers": [{ "url": config.site_url.as_deref().map_or("../..", |url| url.trim_end_matches('/')) }],
        "paths": paths,
        "components": { "schemas": definitions },
    })
}

fn parameter(name: &str, schema: Value, about: &str) -> Value {
    let mut parameter = json!({ "name": name, "in": "path", "required": true, "description": about });
    parameter["schema"] = schema;
    parameter
}

fn path(resource: &ApiDocument, operation: &str, parameters: &[Value], schema: &Value) -> Value {
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
