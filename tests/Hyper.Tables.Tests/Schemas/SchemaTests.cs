using Hyper.Tables.Schema;

namespace Hyper.Tables.Tests.Schemas;

public sealed class SchemaTests
{
    private const string Everything = """
        {
          "version": 1,
          "table": "Flats",
          "namespace": "My.Data",
          "file": { "name": "flats.csv", "format": "csv", "delimiter": ";", "decimal": ",", "encoding": "iso-8859-1", "header": true, "missing": ["", "k. A."], "rows": 7, "sha256": "ab" },
          "task": "number",
          "target": "rent",
          "columns": [
            { "name": "rent", "kind": "number", "min": 100, "max": 2500.5, "scale": "log", "missing": 0, "why": "the target; numbers" },
            { "name": "area", "kind": "number", "min": 12.5, "max": 300, "scale": "standard", "missing": 0, "why": "numbers" },
            { "name": "rooms", "kind": "number", "property": "RoomCount", "min": 1, "max": 9, "scale": "none", "missing": 2, "why": "whole \"numbers\"" },
            { "name": "district", "kind": "category", "words": ["Mitte", "Süd"], "encode": "one-hot", "unknown": "missing", "missing": 0, "why": "2 words" },
            { "name": "heating", "kind": "category", "words": ["gas", "oil", "wood"], "encode": "one-hot", "missing": 0, "why": "3 words" },
            { "name": "street", "kind": "category", "words": ["a", "b"], "encode": "index", "missing": 3, "why": "2 words" },
            { "name": "since", "kind": "date", "format": "dd.MM.yyyy", "min": "2020-01-31", "max": "2026-11-01", "scale": "standard", "missing": 1, "why": "dates" },
            { "name": "note", "kind": "text", "missing": 4, "why": "left out: 7 different words in 7 rows" },
            { "name": "key", "kind": "id", "missing": 0, "why": "left out: they count the rows" }
          ]
        }

        """;

    [Fact]
    public void What_is_read_is_written_to_the_letter() => Assert.Equal(Everything, TableSchema.Parse(Everything, "flats.table.json").ToJson());

    [Fact]
    public void Widths_follow_from_the_schema_alone()
    {
        var schema = TableSchema.Parse(Everything, "flats.table.json");

        Assert.Equal(["area", "rooms", "district", "heating", "street", "since"], schema.InputColumns.Select(column => column.Name));

        // A number; one with a mark for missing; two words with one; three words; an index, which is no number of the row; a date with a mark.
        Assert.Equal([1, 2, 3, 3, 0, 2], schema.InputColumns.Select(column => column.Width));
        Assert.Equal(11, schema.InputWidth);
        Assert.Equal(1, schema.CategoryCount);
        Assert.Equal(1, schema.OutputWidth);
    }

    [Fact]
    public void Fields_that_have_a_default_may_be_left_out()
    {
        var schema = TableSchema.Parse(
            """{"version":1,"table":"T","file":{"name":"t.tsv","format":"tsv"},"task":"classes","target":"b","columns":[{"name":"a","kind":"number"},{"name":"b","kind":"category","words":["x","y"]}]}""",
            "t.table.json");

        Assert.Equal('\t', schema.File.Delimiter);
        Assert.Equal('.', schema.File.Decimal);
        Assert.Equal([""], schema.File.Missing);
        Assert.Equal(NumberScale.Standard, schema.Column("a").Scale);
        Assert.False(schema.Column("a").HasIndicator);
        Assert.Equal(2, schema.OutputWidth);
        Assert.Null(schema.Namespace);
    }

    [Fact]
    public void The_shipped_schema_is_what_the_tool_writes() =>
        Assert.Equal(File.ReadAllText(Path.ChangeExtension(Read.Penguins(), ".table.json")), Read.Infer(Read.Penguins(), "species").ToJson());
}
