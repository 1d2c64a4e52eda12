using System.Globalization;
using System.Text;
using System.Text.Json;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Tests.Data;

namespace Hyper.Runtime.Tests.Runs;

public class ComparisonFileTests
{
    private static readonly ComparisonFile Example = new(
        "Sample \"one\"", 3, 5_000, "digits", new ComparisonSplit(200, 500, 1_097),
        [
            new ComparisonRow(
                "tuned",
                [
                    new ComparisonValue("WeightDecay", Scale.Log, 2_410, 1e-12, 2.5e-4, 4.5),
                    new ComparisonValue("Shift", Scale.Linear, 3, -1, 0.5, 1),
                    new ComparisonValue("Dropout", Scale.Linear, 1, 0.0625, 0.0625, 0.0625),
                ],
                0.5, 0.75, 0.9375, 12.5)
            {
                Measures = [new ComparisonMeasure("auc", 0.96875), new ComparisonMeasure("found", double.NaN)],
            },
            new ComparisonRow("broken", [], double.NaN, double.PositiveInfinity, 0, 1),
        ]);

    [Fact]
    public void Every_number_comes_back_under_its_name()
    {
        using JsonDocument read = JsonDocument.Parse(Text(Example));
        JsonElement root = read.RootElement;
        Assert.Equal("Sample \"one\"", root.GetProperty("sample").GetString());
        Assert.Equal(3, root.GetProperty("seed").GetInt32());
        Assert.Equal(5_000, root.GetProperty("steps").GetInt32());
        Assert.Equal("digits", root.GetProperty("data").GetString());
        Assert.Equal([200, 500, 1_097], root.GetProperty("split").EnumerateObject().Select(size => size.Value.GetInt64()));

        JsonElement row = root.GetProperty("rows")[0];
        Assert.Equal("tuned", row.GetProperty("method").GetString());
        Assert.Equal(
            [0.5, 0.75, 0.9375, 12.5],
            ((string[])["validation_loss", "test_loss", "accuracy", "seconds"]).Select(name => row.GetProperty(name).GetDouble()));
        JsonElement values = row.GetProperty("hyperparameters");
        Assert.Equal("{\"count\":2410,\"min\":1E-12,\"geometric_mean\":0.00025,\"max\":4.5}", Compact(values.GetProperty("WeightDecay")));
        Assert.Equal("{\"count\":3,\"min\":-1,\"mean\":0.5,\"max\":1}", Compact(values.GetProperty("Shift")));
        Assert.Equal(0.0625, values.GetProperty("Dropout").GetDouble());
    }

    [Fact]
    public void A_programs_own_measures_are_fields_of_their_row()
    {
        using JsonDocument read = JsonDocument.Parse(Text(Example));
        JsonElement rows = read.RootElement.GetProperty("rows");
        Assert.Equal(0.96875, rows[0].GetProperty("auc").GetDouble());
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("found").ValueKind);
        Assert.False(rows[1].TryGetProperty("auc", out _));
    }

    [Fact]
    public void A_number_that_is_not_finite_is_null()
    {
        using JsonDocument read = JsonDocument.Parse(Text(Example));
        JsonElement row = read.RootElement.GetProperty("rows")[1];
        Assert.Equal(JsonValueKind.Null, row.GetProperty("validation_loss").ValueKind);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("test_loss").ValueKind);
    }

    [Fact]
    public void The_culture_does_not_matter()
    {
        string expected = Text(Example);
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("0,5", $"{0.5}");
            Assert.Equal(expected, Text(Example));
            Assert.Equal(
                "weight decay 2,410 values, geometric mean 2.5e-4, shift 3 values, mean 0.5, dropout 0.0625",
                Example.Rows[0].HyperparameterText);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_file_is_what_the_stream_gets()
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Root, "rows.json");
        Example.Save(path);
        Assert.Equal(Text(Example), File.ReadAllText(path));
    }

    private static string Text(ComparisonFile file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
