//! The form's wish for how an item is shown.

/// A code of FHIR's `questionnaire-item-control`: a wish, not an order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Control {
    /// A line between two ends.
    Slider,
    /// All options, one to pick.
    RadioButton,
    /// Options behind a field.
    DropDown,
    /// All options, several to pick.
    CheckBox,
    /// Options found by typing.
    Autocomplete,
    /// A field for words.
    TextBox,
    /// A number with an up and a down.
    Spinner,
    /// A group whose copies are the rows of a table.
    GTable,
    /// Questions as rows, one scale across.
    HTable,
    /// Questions as rows.
    Table,
    /// Rows of groups, columns of questions.
    Grid,
    /// Questions as columns, one scale down.
    ATable,
    /// A group on a page of its own.
    Page,
    /// A group whose groups are tabs.
    TabContainer,
    /// Stands above all.
    Header,
    /// Stands below all.
    Footer,
    /// How to answer.
    Help,
    /// Words before the answer.
    Prompt,
    /// The unit of the answer.
    Unit,
    /// The low end of a slider.
    Lower,
    /// The high end of a slider.
    Upper,
    /// Beside the question.
    Inline,
    /// Over the question, when pointed at.
    Flyover,
    /// What the law wants said.
    Legal,
    /// A wish this engine does not know.
    Other,
}

const CODES: [(&str, Control); 24] = [
    ("slider", Control::Slider),
    ("radio-button", Control::RadioButton),
    ("drop-down", Control::DropDown),
    ("check-box", Control::CheckBox),
    ("autocomplete", Control::Autocomplete),
    ("text-box", Control::TextBox),
    ("spinner", Control::Spinner),
    ("gtable", Control::GTable),
    ("htable", Control::HTable),
    ("table", Control::Table),
    ("grid", Control::Grid),
    ("atable", Control::ATable),
    ("page", Control::Page),
    ("tab-container", Control::TabContainer),
    ("header", Control::Header),
    ("footer", Control::Footer),
    ("help", Control::Help),
    ("prompt", Control::Prompt),
    ("unit", Control::Unit),
    ("lower", Control::Lower),
    ("upper", Control::Upper),
    ("inline", Control::Inline),
    ("flyover", Control::Flyover),
    ("legal", Control::Legal),
];

impl Control {
    /// The control of this code.
    pub(crate) fn of(code: &str) -> Self {
        CODES
            .iter()
            .find(|(known, _)| *known == code)
            .map_or(Self::Other, |(_, control)| *control)
    }

    /// FHIR's code for it; nothing for one this engine does not know.
    pub fn code(self) -> Option<&'static str> {
        CODES
            .iter()
            .find(|(_, control)| *control == self)
            .map(|(code, _)| *code)
    }

    /// Whether a group is wished for as a table of questions with one scale.
    pub fn is_table(self) -> bool {
        matches!(
            self,
            Self::GTable | Self::HTable | Self::Table | Self::Grid | Self::ATable
        )
    }
}

/// Which way the options run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Orientation {
    /// Beside each other.
    Horizontal,
    /// Below each other.
    Vertical,
}
