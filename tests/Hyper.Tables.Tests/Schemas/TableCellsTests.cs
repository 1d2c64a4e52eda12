namespace Hyper.Tables.Tests.Schemas;

/// <summary>Typed cells become numbers and come back; a missing one is NaN on the one side and null on the other.</summary>
public sealed class TableCellsTests
{
    private static readonly TableSchema schema = TableSchema.Parse(
        """{"version":1,"table":"T","file":{"name":"t.csv","format":"csv"},"task":"number","target":"y","columns":[{"name":"w","kind":"category","words":["u","v"]},{"name":"m","kind":"category","words":["u","v"],"unknown":"missing"},{"name":"y","kind":"number"}]}""",
        "t.table.json");

    [Fact]
    public void Words_numbers_and_dates_come_back()
    {
        Assert.Equal((0, 1, null), (TableCells.Word(TableCells.Of(0)), TableCells.Word(TableCells.Of(1)), TableCells.Word(TableCells.Of((int?)null))));
        Assert.Equal((1.5, null), (TableCells.Number(1.5), TableCells.Number(double.NaN)));
        var moment = new DateTime(2026, 11, 30, 12, 34, 56, DateTimeKind.Utc);
        Assert.Equal(moment, TableCells.Date(TableCells.Of(moment))!.Value, TimeSpan.FromMilliseconds(1));
        Assert.Null(TableCells.Date(TableCells.Of((DateTime?)null)));
        Assert.Equal(1.0, TableCells.Of(new DateTime(1970, 1, 2)));
    }

    [Fact]
    public void A_word_without_an_enum_is_looked_up()
    {
        Assert.Equal("v", TableCells.Word(TableCells.Of("v", schema, "w"), schema, "w"));
        Assert.Null(TableCells.Word(TableCells.Of(null, schema, "w"), schema, "w"));
        Assert.True(double.IsNaN(TableCells.Of("x", schema, "m")));
        var fault = Assert.Throws<HyperDslException>(() => TableCells.Of("x", schema, "w"));
        Assert.Equal("The word 'x' is none of column 'w' of table 'T', which has 'u', 'v'. Add it to the schema and train anew, or let the column say \"unknown\": \"missing\".", fault.Message);
    }

    [Fact]
    public void The_first_of_the_largest_is_taken() => Assert.Equal((1, 0), (TableCells.Largest([0.1, 0.6, 0.3, 0.6]), TableCells.Largest([double.NaN])));
}
