using System.IO.Compression;
using Hyper.Tables.Reading;
using Hyper.Tables.Schema;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Parquet;
using Parquet.Schema;

namespace Hyper.Tables.Tests.Reading;

public sealed class ReadingTests
{
    private static readonly TableSchema schema = TableSchema.Parse(
        """
        {"version":1,"table":"T","file":{"name":"t.csv","format":"csv","missing":["","NA"]},"task":"classes","target":"y","columns":[
        {"name":"n","kind":"number","min":0,"max":10,"missing":1},
        {"name":"d","kind":"date","min":"2026-01-01","max":"2026-12-31"},
        {"name":"w","kind":"category","words":["u","v"]},
        {"name":"who","kind":"id"},
        {"name":"y","kind":"category","words":["p","q"]}]}
        """,
        "t.table.json");

    private const string Right = "n,d,w,who,y\n1.5,2026-01-02,u,a,p\nNA,2026-01-03T12:00:00,v,b,q\n2e-1,2026-01-04,u,a,p\n";

    [Fact]
    public void Cells_become_numbers_column_by_column()
    {
        using var folder = new TemporaryFolder();
        RequireRight(Read.Data(folder.Write("t.csv", Right), schema));
    }

    [Fact]
    public void Columns_may_stand_in_another_order()
    {
        using var folder = new TemporaryFolder();
        var turned = string.Concat(Right.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(',', line.Split(',').Reverse()) + "\n"));
        RequireRight(Read.Data(folder.Write("t.csv", turned), schema));
    }

    [Theory]
    [InlineData("1.5", "1,5", "'t.csv', line 2: there are 6 cells, and 5 columns; a cell that has a ',' in it stands in quotation marks.")]
    [InlineData("1.5", "\"1,5\"", "'t.csv', line 2, column 'n': '1,5' is no number; one such as 1234.5 is expected, or 'NA' for a missing one.")]
    [InlineData("2e-1", "Infinity", "'t.csv', line 4, column 'n': 'Infinity' is no number; one such as 1234.5 is expected, or 'NA' for a missing one.")]
    [InlineData("2026-01-04", "2026-02-30", "'t.csv', line 4, column 'd': '2026-02-30' is no date; one written as 2026-01-31 is expected, or 'NA' for a missing one.")]
    [InlineData("2026-01-04", "", "'t.csv', line 4, column 'd': the cell is empty, and by the schema no cell of this column is missing; fill it in, or write \"missing\": 1 (as many as there are) there and build anew.")]
    [InlineData("2026-01-04", "NA", "'t.csv', line 4, column 'd': 'NA' stands for a missing cell, and by the schema no cell of this column is missing; fill it in, or write \"missing\": 1 (as many as there are) there and build anew.")]
    [InlineData(",v,", ",z,", "'t.csv', line 3, column 'w': 'z' is a word that the schema does not know; it knows 'u', 'v'. Add it to the schema and build anew, or write \"unknown\": \"missing\" there.")]
    [InlineData(",q", ",r", "'t.csv', line 3, column 'y': 'r' is a word that the schema does not know; it knows 'p', 'q'. Add it to the schema and build anew, or write \"unknown\": \"missing\" there.")]
    [InlineData("n,d,w", "n,d,word", "'t.csv': there is no column 'w', and there is 'word', which the schema does not know. Where that is the same column, give it its old name, or change the schema. The columns are 'n', 'd', 'word', 'who', 'y'.")]
    [InlineData("n,d,w,who,y\n1.5,2026-01-02,u,a,p\nNA,2026-01-03T12:00:00,v,b,q\n2e-1,2026-01-04,u,a,p\n", "n,d,w,y\n1,2026-01-02,u,p\n", "'t.csv': there is no column 'who'. The columns are 'n', 'd', 'w', 'y'.")]
    [InlineData("n,d,w,who,y\n1.5,2026-01-02,u,a,p\nNA,2026-01-03T12:00:00,v,b,q\n2e-1,2026-01-04,u,a,p\n", "n,d,w,who,y,z\n1,2026-01-02,u,a,p,1\n", "'t.csv': there is a column 'z', which the schema does not know. Remove it, or add it to the schema, as { \"name\": \"z\", \"kind\": \"text\" } for one that is left out.")]
    public void What_does_not_fit_is_one_message_with_its_place(string from, string to, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(from, Right, StringComparison.Ordinal);

        Assert.Equal(message, Read.Fault(() => Read.Data(folder.Write("t.csv", Right.Replace(from, to, StringComparison.Ordinal)), schema), folder));
    }

    [Fact]
    public void Cells_outside_of_the_range_are_told_and_taken()
    {
        using var folder = new TemporaryFolder();
        var data = Read.Data(folder.Write("t.csv", Right.Replace("1.5", "11", StringComparison.Ordinal).Replace("2e-1", "-3", StringComparison.Ordinal).Replace("2026-01-04", "2027-01-04", StringComparison.Ordinal)), schema);

        Assert.Equal([11, double.NaN, -3], data.Inputs[0]);
        Assert.Equal(
            [
                "Column 'n': 2 of 3 cells are outside of the schema's range from 0 to 10; the first is 11 in line 2.",
                "Column 'd': 1 of 3 cells are outside of the schema's range from 2026-01-01 to 2026-12-31; the first is 2027-01-04 in line 4.",
            ],
            data.Warnings);
    }

    [Fact]
    public void Unknown_words_may_count_as_missing()
    {
        using var folder = new TemporaryFolder();
        var lenient = TableSchema.Parse(schema.ToJson().Replace("\"words\": [\"u\", \"v\"]", "\"words\": [\"u\", \"v\"], \"unknown\": \"missing\"", StringComparison.Ordinal), "t.table.json");

        var data = Read.Data(folder.Write("t.csv", Right.Replace(",v,", ",z,", StringComparison.Ordinal)), lenient);

        Assert.Equal([0, double.NaN, 0], data.Inputs[2]);
        Assert.Equal(["Column 'w': 1 of 3 cells have words that the schema does not know, and count as missing."], data.Warnings);
    }

    [Fact]
    public void Rows_without_a_target_are_left_out_and_told()
    {
        using var folder = new TemporaryFolder();
        var data = Read.Data(folder.Write("t.csv", Right.Replace(",q", ",", StringComparison.Ordinal)), schema);

        Assert.Equal([0, 2], data.Answered);
        Assert.Equal(["The target 'y' is missing in 1 of 3 rows, which are left out of the splits."], data.Warnings);
    }

    [Fact]
    public void Compressed_text_is_read()
    {
        using var folder = new TemporaryFolder();
        RequireRight(Read.Data(folder.WriteCompressed("t.csv.gz", Right), schema));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Parquet_is_read(bool isCompressed)
    {
        using var folder = new TemporaryFolder();
        var path = folder["t.parquet"];
        var fields = new ParquetSchema(new DataField<double?>("n"), new DateTimeDataField("d", DateTimeFormat.DateAndTime), new DataField<string>("w"), new DataField<int>("who"), new DataField<string>("y"));
        await using (var stream = File.Create(path))
        await using (var writer = await ParquetWriter.CreateAsync(fields, stream))
        {
            // Two groups: rows go on over their border.
            foreach (var (from, to) in new[] { (0, 2), (2, 3) })
            {
                using var group = writer.CreateRowGroup();
                await group.WriteAsync<double>(fields.DataFields[0], new double?[] { 1.5, null, 0.2 }[from..to].AsMemory());
                await group.WriteAsync<DateTime>(fields.DataFields[1], new DateTime[] { new(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc), new(2026, 1, 3, 12, 0, 0, DateTimeKind.Utc), new(2026, 1, 4, 0, 0, 0, DateTimeKind.Utc) }[from..to].AsMemory());
                await group.WriteAsync(fields.DataFields[2], new[] { "u", "v", "u" }[from..to]);
                await group.WriteAsync<int>(fields.DataFields[3], new[] { 1, 2, 1 }[from..to].AsMemory());
                await group.WriteAsync(fields.DataFields[4], new[] { "p", "q", "p" }[from..to]);
            }
        }

        if (isCompressed)
        {
            var bytes = await File.ReadAllBytesAsync(path);
            await using var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
            await zip.WriteAsync(bytes);
        }

        RequireRight(Read.Data(path, schema));
        var inferred = Read.Infer(path, "y");
        Assert.Equal(("parquet", 1L, ColumnKind.Date), (inferred.File.Format, inferred.Column("n").Missing, inferred.Column("d").Kind));
    }

    [Fact]
    public void A_damaged_parquet_file_is_one_message()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.parquet", "PAR1 and nothing else that is right");

        Assert.StartsWith("'t.parquet': this is no Parquet file, or it is damaged: ", Read.Fault(() => Read.Data(path, schema), folder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_frame_is_taken_in()
    {
        var frame = new DataFrame(
            new DoubleDataFrameColumn("n", [1.5, null, 0.2]),
            new DateTimeDataFrameColumn("d", [new(2026, 1, 2), new(2026, 1, 3, 12, 0, 0), new(2026, 1, 4)]),
            new StringDataFrameColumn("w", ["u", "v", "u"]),
            new StringDataFrameColumn("who", ["a", "b", "a"]),
            new StringDataFrameColumn("y", ["p", "q", "p"]));
        using var rows = new ViewRows(frame);

        RequireRight(TableReader.Read(rows, schema));
    }

    [Fact]
    public void A_view_of_ml_net_is_taken_in_and_its_faults_say_the_row()
    {
        var view = new MLContext().Data.LoadFromEnumerable([new Seen(1.5f, new(2026, 1, 2), "u", 1, "p"), new Seen(float.NaN, new(2026, 1, 3, 12, 0, 0), "v", 2, "q"), new Seen(0.2f, new(2026, 1, 4), "w", 1, "p")]);
        using var rows = new ViewRows(view);

        Assert.Equal(
            "'the view', row 3, column 'w': 'w' is a word that the schema does not know; it knows 'u', 'v'. Add it to the schema and build anew, or write \"unknown\": \"missing\" there.",
            Read.Fault(() => TableReader.Read(rows, schema)));
    }

    [Fact]
    public void A_table_is_a_data_frame_and_back()
    {
        var table = Table<Bird, BirdAnswer>.Load(Read.Penguins());
        var frame = table.ToDataFrame();

        Assert.Equal((344, 7), (frame.Rows.Count, frame.Columns.Count));
        var again = Table<Bird, BirdAnswer>.From(frame);
        for (var row = 0; row < table.Count; row++)
        {
            Assert.Equal(table[row], again[row]);
        }

        // By ML.NET's own reader, too.
        Assert.Equal(344, new MLContext().Data.CreateEnumerable<Seen2>(frame, reuseRowObject: false, ignoreMissingColumns: true).Count());
    }

    [Fact]
    public void Typed_rows_are_those_of_the_file()
    {
        var table = Table<Bird, BirdAnswer>.Load(Read.Penguins());

        Assert.Equal(344, table.Count);
        Assert.Equal(new Bird { Island = Island.Torgersen, BillLengthMm = 39.1, BillDepthMm = 18.7, FlipperLengthMm = 181, BodyMassG = 3750, Sex = Sex.Male }, table[0]);
        Assert.Equal(new Bird { Island = Island.Torgersen }, table[3]);
        Assert.Empty(table.Warnings);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[344]);
    }

    private static void RequireRight(TableData data)
    {
        Assert.Equal(3, data.Count);
        Assert.Equal([1.5, double.NaN, 0.2], data.Inputs[0]);
        Assert.Equal([20455, 20456.5, 20457], data.Inputs[1]);
        Assert.Equal([0, 1, 0], data.Inputs[2]);
        Assert.Equal([0, 1, 0], data.Targets[0]);
        Assert.Equal(data.Keys["who"][0], data.Keys["who"][2]);
        Assert.NotEqual(data.Keys["who"][0], data.Keys["who"][1]);
        Assert.Empty(data.Warnings);
    }

    private sealed record Seen(float n, DateTime d, string w, int who, string y);

    private sealed class Seen2
    {
        public string species { get; set; } = "";
    }
}
