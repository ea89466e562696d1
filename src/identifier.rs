//! Identifiers of persons: numbers and addresses that a marking of privacy covers, or a release should
//! not carry. A value is never kept: an identifier is its kind and its place.
//!
//! Where the shape alone is weak, a keyword must stand beside it (marking-facts E.5).

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

/// The identifiers of a text, in order.
pub fn identifiers(_text: &Text) -> Vec<Identifier> {
    Vec::new()
}
