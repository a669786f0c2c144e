//! The long table as Apache Parquet: every column may be null, numbers are doubles (the printed digits stay in `raw`).

use std::io::{self, Write};
use std::sync::Arc;

use fenjie_model::{Extraction, Target};
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnCloseResult;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::file::metadata::ParquetMetaDataReader;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use crate::flat::{COLUMNS, Column};

type Result<T> = parquet::errors::Result<T>;

/// Writes one file: a row group with the targets, none where there are no targets.
pub(crate) fn write(extraction: &Extraction, out: impl Write + Send) -> io::Result<()> {
    let mut file = open(out)?;
    if !extraction.targets.is_empty() {
        let mut group = file.next_row_group()?;
        for (_, column) in COLUMNS {
            fill(&mut group, column, extraction)?;
        }
        group.close()?;
    }
    file.close()?;
    Ok(())
}

/// Binds files that [`parquet()`](crate::parquet()) wrote into one with all their rows.
///
/// What [`add`](Self::add) and [`finish`](Self::finish) return is the file from its start to its end.
#[derive(Debug)]
pub struct ParquetBinder(SerializedFileWriter<Vec<u8>>);

impl ParquetBinder {
    /// A file without rows so far.
    ///
    /// # Errors
    ///
    /// Never in fact: the schema is fixed.
    pub fn new() -> io::Result<Self> {
        Ok(Self(open(Vec::new())?))
    }

    /// Takes the rows of a file.
    ///
    /// # Errors
    ///
    /// Where the bytes are no such file.
    pub fn add(&mut self, file: Vec<u8>) -> io::Result<Vec<u8>> {
        let file = bytes::Bytes::from(file);
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&file)?;
        for rows in metadata.row_groups() {
            let mut group = self.0.next_row_group()?;
            for column in rows.columns() {
                let chunk = ColumnCloseResult {
                    bytes_written: u64::try_from(column.compressed_size()).unwrap_or_default(),
                    rows_written: u64::try_from(rows.num_rows()).unwrap_or_default(),
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                };
                group.append_column(&file, chunk)?;
            }
            group.close()?;
        }
        self.0.flush()?;
        Ok(std::mem::take(self.0.inner_mut()))
    }

    /// The end of the file.
    ///
    /// # Errors
    ///
    /// Never in fact: memory takes all bytes.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        Ok(self.0.into_inner()?)
    }
}

/// The columns are optional, of the types that [`Column`] has.
fn open<W: Write + Send>(out: W) -> Result<SerializedFileWriter<W>> {
    let fields = COLUMNS.iter().map(|(name, column)| {
        let (physical, logical) = match column {
            Column::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Column::Whole(_) => (Physical::INT64, None),
            Column::Number(_) => (Physical::DOUBLE, None),
        };
        let field = Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical);
        Ok(Arc::new(field.build()?))
    });
    let schema = Type::group_type_builder("targets").with_fields(fields.collect::<Result<_>>()?).build()?;
    // The name of the writer is part of the bytes: it is ours alone, so that the same notice gives the same file.
    let properties = WriterProperties::builder().set_created_by("fenjie".to_owned()).build();
    SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))
}

fn fill<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    column: &Column,
    extraction: &Extraction,
) -> Result<()> {
    match column {
        Column::Text(read) => put::<ByteArrayType, _>(group, extraction, |target| {
            read(extraction, target).map(|text| ByteArray::from(text.as_ref()))
        }),
        Column::Whole(read) => put::<Int64Type, _>(group, extraction, |target| read(extraction, target)),
        Column::Number(read) => put::<DoubleType, _>(group, extraction, |target| read(target)?.parse().ok()),
    }
}

/// Writes the next column: the values that are there, and for each row whether it has one (definition levels).
fn put<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    extraction: &Extraction,
    read: impl Fn(&Target) -> Option<T::T>,
) -> Result<()> {
    let fields: Vec<_> = extraction.targets.iter().map(read).collect();
    let levels: Vec<_> = fields.iter().map(|field| i16::from(field.is_some())).collect();
    let values: Vec<_> = fields.into_iter().flatten().collect();
    let mut column = group.next_column()?.expect("the schema has a column for each of COLUMNS");
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    column.close()
}
