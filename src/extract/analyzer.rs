//! The stages one after the other: what the rest of the program calls.

use crate::extract::language_model::{LanguageModel, ModelError};
use crate::extract::names::{expand, units};
use crate::extract::parser::state::Arena;
use crate::extract::parser::{Search, atoms, parse};
use crate::extract::sentence::{Sentence, Token, Word};
use crate::extract::tag::{FineTag, Tag, UniversalTag};
use crate::extract::word_classes::WordClass;
use crate::extract::{split, tagger, tokenize};
use std::ops::Range;
use std::sync::OnceLock;

/// The model that the program carries; trained and licensed as `model/README.md` says.
static EMBEDDED: &[u8] = include_bytes!("../../model/english.model.zst");

/// A model ready for use. [`Analyzer`] does the work; several may share one model, one a thread.
#[derive(Debug, Clone)]
pub struct English {
    model: LanguageModel,
    /// The label of a name.
    name: Option<u8>,
    opening_quote: Option<u8>,
    closing_quote: Option<u8>,
}

impl English {
    /// Takes a model.
    #[must_use]
    pub fn new(model: LanguageModel) -> Self {
        let label = |universal, fine| {
            let place = model
                .tags
                .iter()
                .position(|tag| *tag == Tag { universal, fine });
            place.and_then(|place| u8::try_from(place).ok())
        };
        Self {
            name: label(UniversalTag::ProperNoun, FineTag::NNP),
            opening_quote: label(UniversalTag::Punctuation, FineTag::OpeningQuote),
            closing_quote: label(UniversalTag::Punctuation, FineTag::ClosingQuote),
            model,
        }
    }

    /// The model that the program carries, read once.
    ///
    /// # Errors
    /// [`ModelError`] if the program was built with a damaged model.
    pub fn built_in() -> Result<&'static Self, &'static ModelError> {
        static READ: OnceLock<Result<English, ModelError>> = OnceLock::new();
        READ.get_or_init(|| LanguageModel::read(EMBEDDED).map(English::new))
            .as_ref()
    }

    /// What was learned.
    pub fn model(&self) -> &LanguageModel {
        &self.model
    }

    /// The sentences of a text as ranges of its tokens.
    #[must_use]
    pub fn sentences(&self, text: &str, tokens: &[Token<'_>]) -> Vec<Range<usize>> {
        split::split(text, tokens, &self.model.splitter)
    }
}

/// Analyses sentences one after the other, keeping its memory between them.
#[derive(Debug, Clone)]
pub struct Analyzer<'model> {
    english: &'model English,
    search: Search,
    arena: Arena,
    tagged: tagger::Input,
    parsed: atoms::Input,
}

impl<'model> Analyzer<'model> {
    /// An analyser that searches so widely.
    pub fn new(english: &'model English, search: Search) -> Self {
        Self {
            english,
            search,
            arena: Arena::default(),
            tagged: tagger::Input::default(),
            parsed: atoms::Input::default(),
        }
    }

    /// Every sentence of a text, without known names.
    pub fn text<'text>(&mut self, text: &'text str) -> Vec<Sentence<'text>> {
        let tokens = tokenize(text);
        let sentences = self.english.sentences(text, &tokens);
        sentences
            .into_iter()
            .map(|range| self.sentence(text, &tokens[range], &[]))
            .collect()
    }

    /// The sentences of a text as ranges of its tokens.
    #[must_use]
    pub fn sentences(&self, text: &str, tokens: &[Token<'_>]) -> Vec<Range<usize>> {
        self.english.sentences(text, tokens)
    }

    /// What a dictionary knows of a word.
    #[must_use]
    pub fn word_class(&self, form: &str) -> WordClass {
        self.english.model.classes.look_up(form)
    }

    /// One sentence. `names` are ranges of its tokens that are known to be one name each.
    pub fn sentence<'text>(
        &mut self,
        text: &str,
        tokens: &[Token<'text>],
        names: &[Range<usize>],
    ) -> Sentence<'text> {
        let units = units(tokens.len(), names);
        let known: Vec<Option<u8>> = units
            .iter()
            .map(|unit| self.known(text, &tokens[unit.clone()]))
            .collect();
        let model = &self.english.model;
        let classed = units.iter().map(|unit| {
            let form = tokens[unit.start].form.as_ref();
            (
                form,
                if unit.len() == 1 {
                    model.classes.look_up(form)
                } else {
                    WordClass::default()
                },
            )
        });
        let classed: Vec<(&str, WordClass)> = classed.collect();
        self.tagged.fill(classed.iter().copied());
        let labels = tagger::tag(&self.tagged, &model.tags, &known, &model.tagger);
        let tags: Vec<Tag> = labels
            .iter()
            .map(|&label| model.tags[usize::from(label)])
            .collect();
        self.parsed.fill(classed, &tags);
        let tree = parse(
            &self.parsed,
            &model.transitions,
            &model.parser,
            self.search,
            &mut self.arena,
        );
        let tree = expand(&units, &tree);
        let tags = units
            .iter()
            .zip(tags)
            .flat_map(|(unit, tag)| unit.clone().map(move |_| tag));
        let words = tokens
            .iter()
            .zip(tags)
            .zip(tree)
            .map(|((token, tag), (head, relation))| Word {
                range: token.range.clone(),
                form: token.form.clone(),
                lemma: model.lemma(&token.form, tag),
                tag: tag.universal,
                fine_tag: tag.fine,
                head,
                relation,
            });
        Sentence::new(words.collect())
    }

    /// The label that is certain before the tagger looks: a name of several words, a quotation mark with a side.
    fn known(&self, text: &str, unit: &[Token<'_>]) -> Option<u8> {
        let [token] = unit else {
            return self.english.name;
        };
        match &text[token.range.clone()] {
            "“" | "„" => self.english.opening_quote,
            "”" => self.english.closing_quote,
            _ => None,
        }
    }
}
