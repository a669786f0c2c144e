//! Registry files under the pen: a value is changed where it stands, and all around it stays as it was written.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TomlError, Value, value};

use super::learn::{File, Refusal};
use super::{Entry, draft};

/// The files of a folder.
#[derive(Debug)]
pub(super) struct Editor {
    files: Vec<(String, DocumentMut)>,
}

impl Editor {
    /// Takes up the files.
    pub(super) fn open(files: &[File]) -> Result<Self, Refusal> {
        let open = |file: &File| {
            let parsed: Result<DocumentMut, TomlError> = file.text.parse();
            Ok((file.name.clone(), parsed.map_err(|error| format!("{}: {error}", file.name))?))
        };
        Ok(Self { files: files.iter().map(open).collect::<Result<_, Refusal>>()? })
    }

    /// The files as they are by now.
    pub(super) fn files(&self) -> Vec<File> {
        let file = |(name, document): &(String, DocumentMut)| File {
            name: name.clone(),
            text: document.to_string(),
        };
        self.files.iter().map(file).collect()
    }

    /// Adds tables at the end of the region's file, which is made where it is not there.
    pub(super) fn append(&mut self, region: &str, toml: &str) -> Result<(), Refusal> {
        let more: DocumentMut = toml.parse().map_err(|error: TomlError| error.to_string())?;
        let into = self.home(region);
        // A file of remarks alone keeps them at its head.
        let mut head = into.trailing().as_str().filter(|_| into.is_empty()).unwrap_or_default().to_owned();
        if into.is_empty() {
            into.set_trailing("");
        } else {
            head.push('\n');
        }
        for (key, item) in more.iter() {
            let Some(tables) = item.as_array_of_tables() else { continue };
            let there = into.entry(key).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
            let Some(list) = there.as_array_of_tables_mut() else {
                return Err(format!("{key} is written as a list; write it as [[{key}]]").into());
            };
            for table in tables.iter() {
                let mut table = table.clone();
                // Where it stands is told by the list, not by the place that it had.
                table.set_position(None);
                table.decor_mut().set_prefix(std::mem::replace(&mut head, "\n".to_owned()));
                list.push(table);
            }
        }
        Ok(())
    }

    /// The unit's table, the first that a file has; one is added where none has any.
    pub(super) fn unit(&mut self, entry: &Entry) -> Result<UnitTable<'_>, Refusal> {
        if !self.files.iter().any(|(_, document)| position(document, &entry.id).is_some()) {
            let unit = draft::unit(&entry.id, &entry.name, entry.kind, None, None);
            self.append(entry.region(), &unit)?;
        }
        let found = self.files.iter_mut().find_map(|(_, document)| {
            let at = position(document, &entry.id)?;
            document.get_mut("unit")?.as_array_of_tables_mut()?.get_mut(at)
        });
        found.map(UnitTable).ok_or_else(|| Refusal::from(format!("{} cannot be edited", entry.id)))
    }

    /// The file that additions of a region go into: the first that holds units of it, or one named after it.
    fn home(&mut self, region: &str) -> &mut DocumentMut {
        let name = format!("{region}.toml");
        let named = self.files.iter().position(|(file, _)| *file == name);
        let at = named.or_else(|| self.files.iter().position(|(_, document)| holds(document, region)));
        let at = at.unwrap_or_else(|| {
            self.files.push((name, DocumentMut::new()));
            self.files.len() - 1
        });
        &mut self.files[at].1
    }
}

fn units(document: &DocumentMut) -> impl Iterator<Item = &str> {
    let tables = document.get("unit").and_then(Item::as_array_of_tables);
    tables.into_iter().flatten().map(|unit| unit.get("id").and_then(Item::as_str).unwrap_or_default())
}

fn position(document: &DocumentMut, id: &str) -> Option<usize> {
    units(document).position(|unit| unit == id)
}

fn holds(document: &DocumentMut, region: &str) -> bool {
    units(document).any(|unit| unit.split('/').next() == Some(region))
}

/// The table of a unit.
pub(super) struct UnitTable<'a>(&'a mut Table);

impl UnitTable<'_> {
    /// Gives the unit another usual name from a year on.
    pub(super) fn rename(&mut self, old: &str, new: &str, from: i16) {
        let last = from.saturating_sub(1);
        match self.open_name(old) {
            Some(name) => drop(name.insert("to", i64::from(last).into())),
            None => self.add_name(old, None, Some(last)),
        }
        self.add_name(new, Some(from), None);
        self.set("name", value(new));
    }

    /// Adds a name with its years, unless it is there from that year on.
    pub(super) fn add_name(&mut self, name: &str, from: Option<i16>, to: Option<i16>) {
        let names = self.0.get("names").and_then(Item::as_array).into_iter().flatten();
        let is_there = |table: &InlineTable| {
            table.get("name").and_then(Value::as_str) == Some(name)
                && table.get("from").and_then(Value::as_integer) == from.map(i64::from)
                && table.get("to").is_none() == to.is_none()
        };
        if names.filter_map(Value::as_inline_table).any(is_there) {
            return;
        }
        let mut table = InlineTable::new();
        table.insert("name", name.into());
        for (key, year) in [("from", from), ("to", to)] {
            if let Some(year) = year {
                table.insert(key, i64::from(year).into());
            }
        }
        self.add("names", Value::InlineTable(table));
    }

    /// Ends the unit.
    pub(super) fn end(&mut self, last: i16, successors: &[&str]) {
        self.set("to", value(i64::from(last)));
        for successor in successors {
            self.add("successors", (*successor).into());
        }
    }

    /// The entry of a name that has no last year.
    fn open_name(&mut self, name: &str) -> Option<&mut InlineTable> {
        let names = self.0.get_mut("names")?.as_array_mut()?;
        names.iter_mut().filter_map(Value::as_inline_table_mut).find(|table| {
            table.get("name").and_then(Value::as_str) == Some(name) && table.get("to").is_none()
        })
    }

    /// Replaces a value, and keeps the remark behind it.
    fn set(&mut self, key: &str, new: Item) {
        let remark = self.0.get(key).and_then(Item::as_value).map(|old| old.decor().clone());
        self.0.insert(key, new);
        if let (Some(remark), Some(value)) = (remark, self.0.get_mut(key).and_then(Item::as_value_mut)) {
            *value.decor_mut() = remark;
        }
    }

    /// Adds to a list, laid out as what stands in it.
    fn add(&mut self, key: &str, new: Value) {
        let list = self.0.entry(key).or_insert(value(Array::new()));
        let Some(list) = list.as_array_mut() else { return };
        let last = list.iter().last().map(|last| last.decor().clone());
        match last.and_then(|decor| decor.prefix().and_then(|p| p.as_str().map(str::to_owned))) {
            Some(prefix) if prefix.contains('\n') => list.push_formatted(new.decorated(prefix, "")),
            _ => list.push(new),
        }
    }
}
