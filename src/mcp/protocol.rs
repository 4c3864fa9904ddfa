//! JSON-RPC 2.0 as the Model Context Protocol uses it: one message a line, an answer for each request and none for a notification.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::tools::{ParsedCall, ToolCall, catalogue};

/// The versions of the protocol that are spoken, the newest first. Of what is used here they say the same.
const VERSIONS: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;

/// What a tool answers: its text, or why it cannot, which the model is to read and correct.
pub type ToolResult = Result<String, String>;

/// A server of the tools.
pub struct ToolServer<'a> {
    /// What it says of itself: its version.
    pub version: &'static str,
    /// How the tools are to be used.
    pub instructions: &'static str,
    /// Who answers.
    pub answer: &'a dyn Fn(&ToolCall) -> ToolResult,
}

/// A message: a request where it has an id, else a notification.
#[derive(Deserialize)]
struct RpcMessage {
    jsonrpc: String,
    id: Option<Value>,
    method: String,
    #[serde(default)]
    params: Map<String, Value>,
}

impl ToolServer<'_> {
    /// What is answered to a line; nothing to a notification, or to an answer.
    #[must_use]
    pub fn line(&self, line: &[u8]) -> Option<String> {
        let message: Value = match serde_json::from_slice(line) {
            Ok(message) => message,
            Err(why) => return Some(failed(&Value::Null, PARSE_ERROR, &why.to_string())),
        };
        // What the client answers, and this server never asked.
        if message.get("method").is_none() && message.get("id").is_some() && message.get("jsonrpc").is_some() {
            return None;
        }
        let id = message.get("id").filter(|id| id.is_string() || id.is_number()).cloned();
        let request = match serde_json::from_value::<RpcMessage>(message) {
            Ok(request) if request.jsonrpc == "2.0" => request,
            Ok(_) => return Some(failed(&id.unwrap_or_default(), INVALID_REQUEST, "jsonrpc is not 2.0")),
            Err(why) => return Some(failed(&id.unwrap_or_default(), INVALID_REQUEST, &why.to_string())),
        };
        request.id.as_ref()?;
        let Some(id) = id else {
            return Some(failed(&Value::Null, INVALID_REQUEST, "an id is a string or a number"));
        };
        Some(match self.result(&request) {
            Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }).to_string(),
            Err((code, why)) => failed(&id, code, &why),
        })
    }

    fn result(&self, request: &RpcMessage) -> Result<Value, (i64, String)> {
        match request.method.as_str() {
            "initialize" => Ok(self.initialized(&request.params)),
            "ping" => Ok(json!({})),
            "tools/list" => Ok(json!({ "tools": catalogue() })),
            "tools/call" => self.call(&request.params),
            method => Err((METHOD_NOT_FOUND, format!("there is no method {method}"))),
        }
    }

    /// Agrees on a version: the client's where it is spoken, else the newest, which the client may decline.
    fn initialized(&self, params: &Map<String, Value>) -> Value {
        let asked = params.get("protocolVersion").and_then(Value::as_str);
        let version = VERSIONS.into_iter().find(|version| Some(*version) == asked).unwrap_or(VERSIONS[0]);
        json!({
            "protocolVersion": version,
            "capabilities": { "tools": { "listChanged": false } },
            "serverInfo": { "name": "mulu", "title": "目录 Mulu", "version": self.version },
            "instructions": self.instructions,
        })
    }

    fn call(&self, params: &Map<String, Value>) -> Result<Value, (i64, String)> {
        let name = params.get("name").and_then(Value::as_str).unwrap_or_default();
        let arguments = match params.get("arguments") {
            None | Some(Value::Null) => Map::new(),
            Some(Value::Object(arguments)) => arguments.clone(),
            Some(_) => return Err((INVALID_PARAMS, "arguments is not an object".to_owned())),
        };
        let told = match ParsedCall::read(name, arguments) {
            Ok(ParsedCall::Question(question)) => (self.answer)(&question),
            Ok(ParsedCall::NoSuchTool) => return Err((INVALID_PARAMS, format!("there is no tool {name}"))),
            Err(why) => Err(why),
        };
        let is_error = told.is_err();
        let text = told.unwrap_or_else(|why| why);
        Ok(json!({ "content": [{ "type": "text", "text": text }], "isError": is_error }))
    }
}

fn failed(id: &Value, code: i64, why: &str) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": why } }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> Option<Value> {
        let answer = |question: &ToolCall| match question {
            ToolCall::Show { what } if what == "nothing" => Err("there is none".to_owned()),
            question => Ok(format!("{question:?}")),
        };
        let server = ToolServer { version: "1", instructions: "", answer: &answer };
        server.line(line.as_bytes()).map(|answer| serde_json::from_str(&answer).unwrap())
    }

    #[test]
    fn a_version_is_agreed_on_and_notifications_are_not_answered() {
        let hello = |version: &str| {
            let line =
                json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "protocolVersion": version } });
            said(&line.to_string()).unwrap()["result"]["protocolVersion"].as_str().unwrap().to_owned()
        };
        assert_eq!((hello("2024-11-05").as_str(), hello("1999-01-01").as_str()), ("2024-11-05", VERSIONS[0]));
        assert_eq!(said(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#), None);
        assert_eq!(said(r#"{"jsonrpc":"2.0","id":7,"result":{}}"#), None);
    }

    #[test]
    fn what_is_wrong_is_said_with_the_protocols_codes() {
        for (line, id, code) in [
            ("{", Value::Null, PARSE_ERROR),
            ("[]", Value::Null, INVALID_REQUEST),
            (r#"{"jsonrpc":"1.0","id":3,"method":"ping"}"#, json!(3), INVALID_REQUEST),
            (r#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, Value::Null, INVALID_REQUEST),
            (r#"{"jsonrpc":"2.0","id":"a","method":"tools/write"}"#, json!("a"), METHOD_NOT_FOUND),
            (r#"{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"write"}}"#, json!(4), INVALID_PARAMS),
        ] {
            let answer = said(line).unwrap();
            assert_eq!((&answer["id"], &answer["error"]["code"]), (&id, &json!(code)), "{line}");
        }
    }

    #[test]
    fn what_a_tool_cannot_answer_the_model_is_told() {
        let call = |name: &str, arguments: Value| {
            let params = json!({ "name": name, "arguments": arguments });
            let line = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params });
            let result = said(&line.to_string()).unwrap()["result"].clone();
            (result["isError"].as_bool().unwrap(), result["content"][0]["text"].as_str().unwrap().to_owned())
        };
        assert_eq!(call("show", json!({ "what": "nothing" })), (true, "there is none".to_owned()));
        assert!(!call("show", json!({ "what": "GB 1" })).0);
        let (is_error, why) = call("show", json!({ "wat": "GB 1" }));
        assert!(is_error && why.contains("wat"), "{why}");
        assert!(call("list", json!({})).0);
    }
}
