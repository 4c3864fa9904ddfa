//! `/plan/index.html` → `plan.html`, key `plan`: the municipal documents that are being made, by the six steps (Art. 14).

use serde::Serialize;

use super::parts::{Code, StandardRef};

/// What is being made, and what may be commented on.
#[derive(Clone, Debug, Serialize)]
pub struct PlanPage {
    /// Consultations that are open, the one that ends first at the head.
    pub open: Vec<PlannedDocument>,
    /// By the step that each has reached, the first step at the head; those with nothing are left out.
    pub steps: Vec<PlanStep>,
    /// Documents that name no step.
    pub without: Vec<StandardRef>,
    /// From the language's root.
    pub feed_file: String,
}

/// A step, and the documents that have reached it and no later one.
#[derive(Clone, Debug, Serialize)]
pub struct PlanStep {
    /// `application`, `approval`, `drafting`, `consultation`, `evaluation`, `publication`.
    pub code: Code,
    pub documents: Vec<PlannedDocument>,
}

/// A document that is being made.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedDocument {
    pub standard: StandardRef,
    /// Since when it is at its step, ISO.
    pub since: Option<String>,
    /// The last day of its consultation, ISO.
    pub until: Option<String>,
}
