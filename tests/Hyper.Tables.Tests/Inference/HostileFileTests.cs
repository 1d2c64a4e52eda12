using System.Diagnostics;
using System.Globalization;

namespace Hyper.Tables.Tests.Inference;

/// <summary>Files that were made to break things: each gives a right result, or one message.</summary>
public sealed class HostileFileTests
{
    [Fact]
    public void A_million_rows_are_looked_at_and_read_in_seconds()
    {
        using var folder = new TemporaryFolder();
        var path = folder["million.csv"];
        using (var writer = new StreamWriter(path))
        {
            writer.Write("id,a,b,c,word,day,y\n");
            for (var row = 0; row < 1_000_000; row++)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{row},{row % 1000 * 0.25},{row * 7919L % 100_003},{(row % 97 == 0 ? "NA" : "3.5")},w{row % 17},2026-01-{(row % 28) + 1:00},{(row % 3 == 0 ? "yes" : "no")}\n"));
            }
        }

        var watch = Stopwatch.StartNew();
        var schema = Read.Infer(path, "y");
        var inferred = watch.Elapsed;
        var data = Read.Data(path, schema);

        Assert.Equal(["Id", "Number", "Number", "Number", "Category", "Date", "Category"], schema.Columns.Select(column => column.Kind.ToString()));
        Assert.Equal(10_310, schema.Column("c").Missing);
        Assert.Equal((1_000_000, 249.75), (data.Count, data.Inputs[0].Max()));

        // About 3 s on a machine that does nothing else.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{inferred} to look, {watch.Elapsed} in all.");
    }

    [Fact]
    public void A_column_of_100_000_words_is_left_out_and_takes_no_memory()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.csv", "word,a,y\n" + string.Concat(Enumerable.Range(0, 200_000).Select(row => string.Create(CultureInfo.InvariantCulture, $"a rather long text with the number {row % 100_000} in it,{row % 9}.5,{row % 2}\n"))));

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var schema = Read.Infer(path, "y");

        Assert.Equal("left out: more than 1000 different words in 200000 rows", schema.Column("word").Why);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 2_000_000);
    }

    [Fact]
    public void A_target_of_100_000_words_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.csv", "a,y\n" + string.Concat(Enumerable.Range(0, 100_000).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row % 9}.5,w{row}\n"))));

        Assert.Equal(
            "The target 'y' has more than 1000 different words in 100000 rows, and is no class: 'w0' is one. Give another --target, or for numbers --task number.",
            Read.Fault(() => Read.Infer(path, "y")));
    }

    [Fact]
    public void A_ragged_line_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.csv", "a,b,y\n1,2,p\n1,2,q,7\n1,2,p\n");

        Assert.Equal("'t.csv', line 3: there are 4 cells, and 3 columns; a cell that has a ',' in it stands in quotation marks.", Read.Fault(() => Read.Infer(path, "y"), folder));
    }

    [Fact]
    public void Quotes_line_breaks_and_delimiters_inside_of_cells_are_text()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.csv", "\"the \"\"a\"\", of all\",y\r\n\"1\",\"p, \"\"q\"\"\r\nand r\"\r\n2,x\r\n3,\"p, \"\"q\"\"\r\nand r\"\r\nbad,x\r\n");
        var schema = TableSchema.Parse(
            """{"version":1,"table":"T","file":{"name":"t.csv","format":"csv"},"task":"classes","target":"y","columns":[{"name":"the \"a\", of all","kind":"number"},{"name":"y","kind":"category","words":["p, \"q\"\r\nand r","x"]}]}""",
            "t.table.json");

        // The lines inside of cells count.
        Assert.Equal("'t.csv', line 7, column 'the \"a\", of all': 'bad' is no number; one such as 1234.5 is expected.", Read.Fault(() => Read.Data(path, schema), folder));
        File.WriteAllText(path, File.ReadAllText(path).Replace("bad", "4", StringComparison.Ordinal));
        Assert.Equal([0, 1, 0, 1], Read.Data(path, schema).Targets[0]);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_one_message()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.csv", "a,y\n1,p\n2,\"q\n3,p\n");

        Assert.Equal("'t.csv', line 3: this is no line of cells: Malformed CSV in record 3 (line 3): a quoted field that is never closed (byte offset 17).", Read.Fault(() => Read.Infer(path, "y"), folder));
    }

    [Theory]
    [InlineData("", "'t.csv': the file is empty.")]
    [InlineData("a,b,y\n", "'t.csv': there is no row after the header; at least one is expected.")]
    [InlineData("a,a,y\n1,2,p\n3,4,q\n", "'t.csv': more than one column is called 'a'; each needs its own name.")]
    [InlineData("a,y\n1,p\n2,p\n", "The target 'y' has the one word 'p'; there is nothing to tell apart.")]
    [InlineData("a,y\n1,\n2,NA\n", "The target 'y' has no cell that is not missing; there is nothing to tell apart.")]
    [InlineData("y\np\nq\n", "'t.csv': there is no input: each column is a target, a text or an id. Give one of them the kind number, category or date.")]
    public void A_file_of_nothing_is_one_message(string text, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(message, Read.Fault(() => Read.Infer(folder.Write("t.csv", text), "y"), folder));
    }

    [Fact]
    public void A_file_that_is_cut_short_is_one_message()
    {
        using var folder = new TemporaryFolder();
        var path = folder.WriteCompressed("t.csv.gz", "a,y\n" + string.Concat(Enumerable.Range(0, 100_000).Select(row => $"{row * 31 % 7919}.5,{row % 2}\n")));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^5000]);

        Assert.Contains("'t.csv.gz'", Read.Fault(() => Read.Infer(path, "y"), folder), StringComparison.Ordinal);
    }
}
