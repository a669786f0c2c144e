//! Where the documents of a run go: one stream, or one file each.

use std::collections::BTreeMap;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use fenjie_emitter::{Layout, ParquetBinder};

use crate::args::Format;
use crate::input::Input;
use crate::output::Output;
use crate::status::{Failure, Trouble};

/// Where the documents of a run go. No file is touched before there is something to put into it.
#[derive(Debug)]
pub(crate) struct Sink {
    /// Column names, before the first document of a stream.
    header: Vec<u8>,
    to: To,
}

#[derive(Debug)]
enum To {
    /// All documents go into one stream, which is opened with the first.
    One { path: Option<PathBuf>, layout: Layout, binder: Option<Box<ParquetBinder>>, output: Option<Output> },
    /// The document of each input goes into a file of its own, in the order of the inputs.
    Each(Vec<PathBuf>),
}

impl Sink {
    /// A sink for the documents of these inputs.
    ///
    /// # Errors
    ///
    /// Where two outputs have one name, or an output that of an input, and for Parquet to a terminal.
    pub(crate) fn new(output: Option<&Path>, format: Format, inputs: &[Input]) -> Result<Self, Failure> {
        let mut header = Vec::new();
        if format == Format::Csv {
            fenjie_emitter::csv_header(&mut header).expect("a vector takes all bytes");
        }
        let to = match output {
            Some(folder) if is_folder(folder) => To::Each(files_in(folder, format.extension(), inputs)?),
            _ => {
                let layout = if inputs.len() > 1 { Layout::OneLine } else { Layout::Readable };
                let binder = match format {
                    Format::Parquet if is_terminal(output) => {
                        return Err(
                            Failure::new("Parquet is not for a terminal").advice("give a file with -o")
                        );
                    }
                    Format::Parquet => {
                        Some(Box::new(ParquetBinder::new().expect("the schema of the columns is sound")))
                    }
                    Format::Json | Format::Ndjson | Format::Csv => None,
                };
                To::One { path: output.map(Path::to_owned), layout, binder, output: None }
            }
        };
        let sink = Self { header, to };
        sink.spares(inputs)?;
        Ok(sink)
    }

    /// A sink that writes a file for each input into the folder.
    ///
    /// # Errors
    ///
    /// Where two outputs have one name, or an output that of an input.
    pub(crate) fn each(folder: &Path, extension: &str, inputs: &[Input]) -> Result<Self, Failure> {
        let sink = Self { header: Vec::new(), to: To::Each(files_in(folder, extension, inputs)?) };
        sink.spares(inputs)?;
        Ok(sink)
    }

    /// How a document is laid out so that others can follow it.
    pub(crate) fn layout(&self) -> Layout {
        match self.to {
            To::One { layout, .. } => layout,
            To::Each(_) => Layout::Readable,
        }
    }

    /// Takes the document of the input with that index.
    pub(crate) fn take(&mut self, input: usize, document: Vec<u8>) -> Result<(), Trouble> {
        match &mut self.to {
            To::One { path, binder, output, .. } => {
                let document = match binder {
                    Some(binder) => binder.add(document).expect("the file was written here"),
                    None => document,
                };
                match output {
                    Some(output) => output.write(&document),
                    None => {
                        let output = output.insert(Output::open(path.as_deref())?);
                        output.write(&self.header)?;
                        output.write(&document)
                    }
                }
            }
            To::Each(paths) => {
                let mut output = Output::open(Some(&paths[input]))?;
                output.write(&self.header)?;
                output.write(&document)?;
                Ok(output.finish()?)
            }
        }
    }

    /// Puts the stream's file into its place.
    pub(crate) fn finish(self) -> Result<(), Trouble> {
        if let To::One { binder, output: Some(mut output), .. } = self.to {
            if let Some(binder) = binder {
                output.write(&binder.finish().expect("memory takes all bytes"))?;
            }
            output.finish()?;
        }
        Ok(())
    }

    /// Makes sure that no input is written over.
    fn spares(&self, inputs: &[Input]) -> Result<(), Failure> {
        let outputs = match &self.to {
            To::One { path, .. } => path.as_slice(),
            To::Each(paths) => paths,
        };
        let outputs: Vec<_> = outputs.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
        let replaced =
            |path: &Path| fs::canonicalize(path).is_ok_and(|path| path.is_file() && outputs.contains(&path));
        match inputs.iter().find(|input| matches!(input, Input::File(path) if replaced(path))) {
            Some(input) => Err(Failure::new("the output would replace this input")
                .advice("give another -o")
                .of(input.path())),
            None => Ok(()),
        }
    }
}

fn is_terminal(output: Option<&Path>) -> bool {
    output.is_none_or(|path| path == Path::new("-")) && std::io::stdout().is_terminal()
}

/// Whether the name is a folder's: of one that exists, or one that says so.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

/// The output file of each input: the input's name with the ending, in the folder, which is made.
fn files_in(folder: &Path, extension: &str, inputs: &[Input]) -> Result<Vec<PathBuf>, Failure> {
    let mut owners = BTreeMap::new();
    let mut files = Vec::with_capacity(inputs.len());
    for input in inputs {
        let stem = match input {
            Input::Stdin => "stdin".as_ref(),
            Input::File(path) => path.file_stem().unwrap_or(path.as_os_str()),
        };
        let mut name = stem.to_owned();
        name.push(".");
        name.push(extension);
        let file = folder.join(name);
        if let Some(other) = owners.insert(file.clone(), input) {
            let what = format!("{} and {} would both become {}", other.path(), input.path(), file.display());
            return Err(Failure::new(what).advice("write them into two folders"));
        }
        files.push(file);
    }
    fs::create_dir_all(folder).map_err(|error| {
        Failure::new(format!("the folder cannot be made: {error}")).of(folder.display().to_string())
    })?;
    Ok(files)
}
