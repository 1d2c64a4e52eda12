using CsCheck;
using Hyper.Tables.Preparation;
using Hyper.Tables.Reading;
using Hyper.Tables.Schema;
using Hyper.Tables.Splitting;
using Microsoft.ML;

namespace Hyper.Tables.Tests.Preparation;

/// <summary>What the training rows say, in closed form; and that no other row has a part in it.</summary>
public sealed class FitTests
{
    private static TableSchema SchemaOf(string scale, string target = "standard") => TableSchema.Parse(
        $$"""
        {"version":1,"table":"T","file":{"name":"t.csv","format":"csv"},"task":"number","target":"y","columns":[
        {"name":"a","kind":"number","scale":"{{scale}}","missing":1},
        {"name":"w","kind":"category","words":["u","v"],"missing":1},
        {"name":"y","kind":"number","scale":"{{target}}"}]}
        """,
        "t.table.json");

    /// <summary>Training rows 1, 2, 4, 9 and one that is missing; then rows that would pull everything away.</summary>
    private static TableData Data(string scale = "standard", string target = "standard")
    {
        using var folder = new TemporaryFolder();
        return Read.Data(folder.Write("t.csv", "a,w,y\n1,u,10\n2,v,20\n4,u,60\n9,,10\n,v,50\n1000,v,-5000\n-3000,u,7000\n500,u,1\n"), SchemaOf(scale, target));
    }

    private static TablePreparation Fit(TableData data) => TablePreparation.Fit(data, [0, 1, 2, 3, 4]);

    [Fact]
    public void Means_and_deviations_are_those_of_the_training_rows_alone()
    {
        var data = Data();
        var fit = Fit(data);

        // (1 + 2 + 4 + 9)/4 = 4 and (9 + 4 + 0 + 25)/4 = 9.5; the median of 1, 2, 4, 9 is 3. Of y: 30, and (400 + 100 + 900 + 400 + 400)/5 = 440.
        Assert.Equal(new PreparedColumn("a", 3, 4, Math.Sqrt(9.5)), fit.Inputs.Single());
        Assert.Equal(new PreparedColumn("y", 20, 30, Math.Sqrt(440)), fit.Targets.Single());

        // The test can fail: with the other rows it is all different.
        Assert.NotEqual(fit.Inputs.Single(), TablePreparation.Fit(data, [0, 1, 2, 3, 4, 5, 6, 7]).Inputs.Single());
    }

    [Fact]
    public void Splits_are_fitted_to_their_training_rows_and_a_leak_would_be_seen()
    {
        var data = Data();
        using var splits = RowDeal.InOrder(data, new SplitShares(5 / 8.0, 2 / 8.0, 1 / 8.0));

        Assert.Equal([0, 1, 2, 3, 4], splits.TrainingRows);
        Assert.Equal(Fit(data).ToJson(), splits.Preparation.ToJson());

        // The training rows that are there have mean 0 and variance 1; with a preparation of all rows they would not.
        Assert.Equal((0, 1), MeanAndVariance(splits.Training.Inputs));
        using var leak = PreparedRows.ToDataset(TablePreparation.Fit(data, [0, 1, 2, 3, 4, 5, 6, 7]), data, [0, 1, 2, 3, 4]);
        Assert.NotEqual((0, 1), MeanAndVariance(leak.Inputs));

        static (double Mean, double Variance) MeanAndVariance(TorchSharp.torch.Tensor inputs)
        {
            float[] cells = [.. Enumerable.Range(0, 4).Select(row => inputs[row, 0].item<float>())];
            var mean = cells.Average();
            return (Math.Round(mean, 6) + 0.0, Math.Round(cells.Average(cell => (cell - mean) * (cell - mean)), 6));
        }
    }

    [Fact]
    public void A_row_is_laid_out_as_the_schema_counts()
    {
        var data = Data();
        using var rows = PreparedRows.ToDataset(Fit(data), data, [0, 3, 4]);

        // a, whether a is missing, u, v, whether w is missing. A missing number is the median, 3.
        var unit = MathF.Sqrt(9.5f);
        Assert.Equal([-3 / unit, 0, 1, 0, 0, 5 / unit, 0, 0, 0, 1, -1 / unit, 1, 0, 1, 0], rows.Inputs.data<float>().ToArray(), (x, y) => MathF.Abs(x - y) < 1e-6f);
        Assert.Equal([3, 5], rows.Inputs.shape);
        Assert.Equal([3, 1], rows.Targets.shape);
        Assert.Equal([-20 / MathF.Sqrt(440), -20 / MathF.Sqrt(440), 20 / MathF.Sqrt(440)], rows.Targets.data<float>().ToArray(), (x, y) => MathF.Abs(x - y) < 1e-6f);
    }

    [Fact]
    public void Logarithms_are_scaled_after_they_are_taken()
    {
        var fit = Fit(Data("log", "log"));
        double[] logs = [Math.Log(2), Math.Log(3), Math.Log(5), Math.Log(10)];
        var mean = logs.Average();

        Assert.Equal(3, fit.Inputs[0].Fill);
        Assert.Equal(mean, fit.Inputs[0].Mean, 12);
        Assert.Equal(Math.Sqrt(logs.Average(log => (log - mean) * (log - mean))), fit.Inputs[0].Deviation, 12);
        foreach (var value in new[] { 0, 0.5, -0.5, 1e-12, 20, -20, 1e9, -1e9 })
        {
            Assert.Equal(value, Scaling.Undo(NumberScale.Log, fit.Targets[0], Scaling.Apply(NumberScale.Log, fit.Targets[0], value)), Math.Abs(value) * 1e-9 + 1e-12);
        }
    }

    [Fact]
    public void Numbers_may_stay_as_they_are() => Assert.Equal(new PreparedColumn("a", 3, 0, 1), Fit(Data("none")).Inputs.Single());

    [Theory]
    [InlineData("0.1", 0.1)]
    [InlineData("1e300", 1e300)]
    public void A_constant_column_is_divided_by_1(string cell, double value)
    {
        using var folder = new TemporaryFolder();
        var data = Read.Data(folder.Write("t.csv", "a,w,y\n" + string.Concat(Enumerable.Range(0, 7).Select(row => $"{cell},u,{row}\n"))), SchemaOf("standard"));
        var fit = TablePreparation.Fit(data, [0, 1, 2, 3, 4, 5, 6]).Inputs.Single();

        Assert.Equal((value, 1), (fit.Fill, fit.Deviation));
        Assert.Equal(value, fit.Mean, value * 1e-12);
    }

    [Fact]
    public void A_column_that_the_training_rows_do_not_have_is_0()
    {
        using var folder = new TemporaryFolder();
        var data = Read.Data(folder.Write("t.csv", "a,w,y\n,u,1\n,u,2\n7,u,3\n"), SchemaOf("standard"));

        Assert.Equal(new PreparedColumn("a", 0, 0, 1), TablePreparation.Fit(data, [0, 1]).Inputs.Single());
    }

    [Fact]
    public void The_standard_scale_is_that_of_ml_net_where_it_has_one()
    {
        // Theirs in double precision, without keeping zeros where they are.
        var data = Read.Guessed("a,y\n" + string.Concat(Enumerable.Range(0, 200).Select(row => $"{(row * 37 % 101) + 0.5},{row % 2}\n")), "y");
        var ml = new MLContext();
        var view = ml.Data.LoadFromEnumerable(data.Inputs[0].Select(value => new One { X = value }));
        var theirs = ml.Transforms.NormalizeMeanVariance("X", fixZero: false, maximumExampleCount: int.MaxValue).Fit(view);
        var own = TablePreparation.Fit(data, data.Answered).Inputs.Single();

        var scaled = ml.Data.CreateEnumerable<One>(theirs.Transform(view), reuseRowObject: false).Select(row => row.X);
        foreach (var (expected, value) in scaled.Zip(data.Inputs[0]))
        {
            Assert.Equal(expected, Scaling.Apply(NumberScale.Standard, own, value), 1e-9);
        }
    }

    [Fact]
    public void Text_gives_the_same_preparation_to_the_bit()
    {
        Check.Sample(
            Gen.Select(Gen.Double[-1e300, 1e300], Gen.Double[-1e300, 1e300], Gen.Double[1e-300, 1e300]),
            numbers =>
            {
                var schema = SchemaOf("standard");
                var preparation = new TablePreparation(schema, [new PreparedColumn("a", 0, numbers.Item2, numbers.Item3)], [new PreparedColumn("y", 0, numbers.Item1, 1)]);
                var again = TablePreparation.Parse(preparation.ToJson(), schema);
                return BitConverter.DoubleToInt64Bits(again.Inputs[0].Mean) == BitConverter.DoubleToInt64Bits(numbers.Item2)
                    && BitConverter.DoubleToInt64Bits(again.Inputs[0].Deviation) == BitConverter.DoubleToInt64Bits(numbers.Item3)
                    && BitConverter.DoubleToInt64Bits(again.Targets[0].Mean) == BitConverter.DoubleToInt64Bits(numbers.Item1);
            },
            iter: 1000);
    }

    [Theory]
    [InlineData("{}", "The preparation of table 'T' is damaged: ")]
    [InlineData("no", "The preparation of table 'T' is damaged: ")]
    [InlineData("""{"version":2,"inputs":[],"targets":[]}""", "The preparation of table 'T' is of version 2, and this HyperDsl reads version 1. Update HyperDsl.")]
    [InlineData("""{"version":1,"inputs":[],"targets":[]}""", "The preparation of table 'T' is of the columns , and the schema has the numbers and dates 'a', each with finite values. They do not belong together.")]
    public void A_damaged_preparation_is_one_message(string json, string message) =>
        Assert.StartsWith(message, Read.Fault(() => TablePreparation.Parse(json, SchemaOf("none"))), StringComparison.Ordinal);

    [Fact]
    public void Categories_for_an_embedding_are_indices_from_1_and_0_where_missing()
    {
        var schema = TableSchema.Parse(
            """{"version":1,"table":"T","file":{"name":"t.csv","format":"csv"},"task":"number","target":"y","columns":[{"name":"w","kind":"category","words":["u","v"],"encode":"index","missing":1},{"name":"a","kind":"number"},{"name":"y","kind":"number"}]}""",
            "t.table.json");
        using var folder = new TemporaryFolder();
        var data = Read.Data(folder.Write("t.csv", "w,a,y\nu,1,1\nv,3,2\n,5,3\n"), schema);
        var rows = new PreparedRows(TablePreparation.Fit(data, [0, 1, 2]), 3, data.ReadRow);

        Assert.Equal([1, 2, 0], rows.Categories);
        Assert.Equal(3, rows.Numbers.Length);
        using var dataset = PreparedRows.ToDataset(TablePreparation.Fit(data, [0, 1, 2]), data, [2, 1]);
        Assert.Equal(["numbers", "categories"], dataset.InputNames);
        Assert.Equal([0L, 2], dataset.Input("categories").data<long>().ToArray());
        Assert.Equal([2L, 1], dataset.Input("numbers").shape);
    }

    private sealed class One
    {
        public double X { get; set; }
    }
}
