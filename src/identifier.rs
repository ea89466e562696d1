//! Identifiers of persons: numbers and addresses that a marking of privacy covers, or a release should
//! not carry. A value is never kept: an identifier is its kind and its place.
//!
//! Where the shape alone is weak, a keyword must stand beside it. Known sample
//! numbers are none: they identify nobody.

mod account;
mod announced;
mod contact;
mod keyword;
mod near;
mod sample;
mod shaped;
mod travel;

use crate::span::Span;
use crate::text::Text;

/// One identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// The value, without its keyword.
    pub span: Span,
    /// What it identifies a person by.
    pub kind: IdentifierKind,
    /// The keyword that announces it.
    pub keyword: Option<Span>,
    /// Its check digits hold.
    pub checked: bool,
}

/// What a person is identified by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdentifierKind {
    /// Social Security number.
    SocialSecurity,
    /// Individual taxpayer identification number.
    Taxpayer,
    /// Passport number.
    Passport,
    /// Alien registration number.
    Alien,
    /// USCIS receipt number.
    Receipt,
    /// Number of a visa foil.
    VisaFoil,
    /// I-94 admission number.
    Admission,
    /// SEVIS number.
    Student,
    /// Date of birth, perhaps with the place.
    Birth,
    /// Telephone number.
    Phone,
    /// E-mail address.
    Email,
    /// International bank account number.
    BankAccount,
    /// Machine readable zone of a travel document.
    MachineReadable,
    /// Payment card number.
    PaymentCard,
}

impl IdentifierKind {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SocialSecurity => "ssn",
            Self::Taxpayer => "itin",
            Self::Passport => "passport",
            Self::Alien => "a-number",
            Self::Receipt => "uscis-receipt",
            Self::VisaFoil => "visa-foil",
            Self::Admission => "i-94",
            Self::Student => "sevis",
            Self::Birth => "birth",
            Self::Phone => "phone",
            Self::Email => "e-mail",
            Self::BankAccount => "iban",
            Self::MachineReadable => "mrz",
            Self::PaymentCard => "payment-card",
        }
    }
}

/// The identifiers of a text, in order. Where two readings meet, the one that a keyword announces
/// stands, then the one that was read first.
pub fn identifiers(text: &Text) -> Vec<Identifier> {
    let mut found = Vec::new();
    if !text.digits().is_empty() {
        if text.may_hold_sign(b'<') {
            found.extend(travel::zones(text.as_str()));
        }
        let groups = near::groups(text.digits());
        for stretch in near::stretches(text, &groups) {
            let (part, start) = (text.slice(stretch.span), stretch.span.start);
            let within = |group: &Span| Span::new(group.start - start, group.end - start);
            let groups: Vec<Span> = stretch.groups.iter().map(within).collect();
            let announced = announced::announced_values(part, &groups);
            let here = announced.into_iter().chain(shaped::shaped(part, &groups));
            found.extend(here.map(|one| one.shifted(start)));
        }
    }
    if text.may_hold_sign(b'@') {
        found.extend(contact::addresses(text.as_str()));
    }
    without_overlaps(found)
}

/// Sorts by place; of readings that overlap the more certain stays.
fn without_overlaps(mut found: Vec<Identifier>) -> Vec<Identifier> {
    found.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.certainty()), one.span.end));
    let mut kept: Vec<Identifier> = Vec::with_capacity(found.len());
    for one in found {
        match kept.last_mut() {
            Some(last) if one.span.start < last.span.end => {
                if one.certainty() > last.certainty() {
                    *last = one;
                }
            }
            _ => kept.push(one),
        }
    }
    kept
}

impl Identifier {
    /// The same, in a text that begins `by` bytes earlier.
    fn shifted(self, by: usize) -> Self {
        let keyword = self.keyword.map(|keyword| keyword.shifted(by));
        Self { span: self.span.shifted(by), keyword, ..self }
    }

    /// An address or number of an office, by what stands in `text`.
    pub fn is_official(&self, text: &Text) -> bool {
        contact::is_official(text.slice(self.span))
    }

    /// How much speaks for a reading: check digits, a keyword.
    fn certainty(&self) -> u8 {
        2 * u8::from(self.checked) + u8::from(self.keyword.is_some())
    }
}

#[cfg(test)]
mod tests;
