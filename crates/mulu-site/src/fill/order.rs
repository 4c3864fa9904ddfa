//! Orders to correct, on the pages of projects and agencies.

use mulu_core::audit::{OrderStanding, ProjectAudit, order_standing};
use mulu_core::model::{Agency, Order, Project, Risk};

use super::official::link_to_document;
use super::score::entry_anchor;
use super::{Fill, iso, notice_path};
use crate::pagination::PageSlice;
use crate::views::parts::Long;
use crate::views::project::OrderRow;

impl Fill<'_> {
    /// A project's orders. The page says of them what the audit says, and nothing of its own; those of a retired project stand in its
    /// file, and bind nobody any more.
    pub(super) fn orders_of_project(
        &self,
        project: &Project,
        audit: &ProjectAudit,
        slice: &PageSlice<'_>,
    ) -> Long<OrderRow> {
        let standing =
            |place: usize, order| audit.orders.get(place).copied().unwrap_or_else(|| order_standing(order, self.day));
        let orders: Vec<(usize, &Order)> = project.orders.iter().enumerate().collect();
        slice.rows("orders", &orders, |(place, order)| {
            self.order(order, *place, standing(*place, order), &notice_path("projects", &project.id, *place))
        })
    }

    /// An agency's orders.
    pub(super) fn orders_of_agency(&self, agency: &Agency, slice: &PageSlice<'_>) -> Long<OrderRow> {
        let orders: Vec<(usize, &Order)> = agency.orders.iter().enumerate().collect();
        slice.rows("orders", &orders, |(place, order)| {
            let standing = order_standing(order, self.day);
            self.order(order, *place, standing, &notice_path("agencies", &agency.id, *place))
        })
    }

    fn order(&self, order: &Order, place: usize, standing: OrderStanding, notice: &str) -> Option<OrderRow> {
        Some(OrderRow {
            anchor: entry_anchor("order", place),
            issued: order.issued.as_ref()?.value.to_string(),
            deadline: order.deadline.as_ref()?.value.to_string(),
            about: order.about.as_ref()?.value.clone(),
            clause: order.clause.as_ref().and_then(|clause| self.clause_named(clause)),
            grave: order.risk.as_ref().is_some_and(|risk| risk.value == Risk::High),
            closed: iso(&order.closed),
            state: standing.state.id(),
            notice_file: link_to_document(notice),
        })
    }
}
