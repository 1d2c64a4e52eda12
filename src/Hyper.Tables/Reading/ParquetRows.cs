using Hyper.Runtime.Data.Formats;
using Parquet;

namespace Hyper.Tables.Reading;

/// <summary>Rows of a Parquet file: a group of rows at a time is in memory, as the file divides them.</summary>
internal sealed class ParquetRows : RowSource
{
    private readonly Stream stream;
    private readonly ParquetReader reader;
    private readonly ParquetColumn[] columns;
    private readonly string[] names;
    private int group;
    private int rowInGroup = -1;
    private int rowsInGroup;
    private long row;

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file, at its beginning; it is taken over.</param>
    /// <param name="name">What errors call it.</param>
    public ParquetRows(DataFile file, string name)
    {
        Name = name;
        stream = Seekable(file, name);
        try
        {
            reader = ParquetReader.CreateAsync(stream).GetAwaiter().GetResult();
        }
        catch (Exception problem) when (problem is not (OutOfMemoryException or HyperDslException))
        {
            throw Damaged(problem);
        }

        var fields = reader.Schema.GetDataFields();
        columns = [.. fields.Select(field => ParquetColumn.Of(field) ?? throw new HyperDslException(
            $"'{name}', column '{field.Name}': it holds {field.ClrType.Name}{(field.IsArray ? "s in lists" : "")}; a table has one number, word, date or truth value a cell. Leave the column out of the file."))];
        names = [.. fields.Select(field => field.Name)];
        RequireNames(name, names);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns => names;

    /// <inheritdoc/>
    public override string Place => FormattableString.Invariant($"row {row}");

    /// <inheritdoc/>
    public override bool Read()
    {
        row++;
        rowInGroup++;
        while (rowInGroup >= rowsInGroup)
        {
            if (group == reader.RowGroupCount)
            {
                return false;
            }

            Load(group++);
            rowInGroup = 0;
        }

        return true;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Cell(int column) => columns[column].Text(rowInGroup);

    /// <inheritdoc/>
    public override void Dispose()
    {
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        stream.Dispose();
    }

    private void Load(int index)
    {
        try
        {
            using var rows = reader.OpenRowGroupReader(index);
            rowsInGroup = checked((int)rows.RowCount);
            foreach (var column in columns)
            {
                column.LoadAsync(rows, rowsInGroup).GetAwaiter().GetResult();
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            throw Damaged(problem);
        }
    }

    // The format is read from its end, which a compressed stream cannot be.
    private static Stream Seekable(DataFile file, string name)
    {
        if (!file.IsCompressed)
        {
            return file.Content;
        }

        using (file)
        {
            var whole = new MemoryStream();
            try
            {
                file.Content.CopyTo(whole);
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException)
            {
                throw new CsvFault(name).Everywhere($"it cannot be unpacked: {problem.Message.TrimEnd('.')}");
            }

            whole.Position = 0;
            return whole;
        }
    }

    private HyperDslException Damaged(Exception problem) =>
        new($"'{Name}': this is no Parquet file, or it is damaged: {problem.Message.TrimEnd('.')}.", problem);
}
