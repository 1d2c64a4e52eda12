using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Hyper.Tables.Tests.OtherData;

public sealed class ViewDatasetTests
{
    [Fact]
    public void A_view_is_a_dataset_in_one_call()
    {
        var ml = new MLContext();
        var view = ml.Data.LoadFromEnumerable([new Row { Features = [1, 2], Extra = 3, IsNew = true, Label = "b" }, new Row { Features = [4, 5], Extra = 6, Label = "a" }]);

        using var labelled = view.ToDataset("Label", out var classes);

        Assert.Equal(["a", "b"], classes);
        Assert.Equal([1, 0], labelled.Targets.data<long>().ToArray());
        Assert.Equal([1, 2, 3, 1, 4, 5, 6, 0], labelled.Inputs.data<float>().ToArray());

        // A key is a word as well.
        using var keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view).ToDataset("Label", out var words);
        Assert.Equal(["a", "b"], words);
        Assert.Equal([1, 0], keyed.Targets.data<long>().ToArray());
    }

    [Fact]
    public void Numbers_stay_numbers_and_whole_ones_are_labels()
    {
        var frame = new DataFrame(new DoubleDataFrameColumn("a", [1.0, 2.0, 3.0]), new DoubleDataFrameColumn("y", [0.5, 1.5, 2.5]), new Int32DataFrameColumn("k", [2, 0, 1]));
        using var numbers = frame.ToDataset("y");
        using var labels = frame.ToDataset("k", out var classes);

        Assert.Equal([3, 1], numbers.Targets.shape);
        Assert.Equal([0.5f, 1.5f, 2.5f], numbers.Targets.data<float>().ToArray());
        Assert.Equal([2, 0, 1], labels.Targets.data<long>().ToArray());
        Assert.Equal(["0", "1", "2"], classes);
    }

    [Fact]
    public void What_cannot_be_is_one_message()
    {
        var frame = new DataFrame(new DoubleDataFrameColumn("a", [1.0, null]), new StringDataFrameColumn("w", ["u", "v"]), new Int32DataFrameColumn("k", [0, -1]));
        Assert.Equal("The view has no column 'z'; its columns are 'a', 'w', 'k'.", Read.Fault(() => frame.ToDataset("z")));
        Assert.Equal(
            "The view, column 'w': it is of the type String; numbers, truth values and vectors of numbers are taken as they are. Leave the column out, or make a schema of the table.",
            Read.Fault(() => frame.ToDataset("k")));
        frame.Columns.Remove("w");
        Assert.Equal(
            "The view, row 2, column 'a': the cell is missing. Fill it in before, or make a schema of the table, whose preparation does.",
            Read.Fault(() => frame.ToDataset("k")));
        frame["a"][1] = 2.0;
        Assert.Equal(
            "The view, row 2, column 'k': -1 is no class label, a whole number from 0. Make the column Single where it is a quantity.",
            Read.Fault(() => frame.ToDataset("k")));
    }

    private sealed class Row
    {
        [VectorType(2)] public float[] Features { get; set; } = [];

        public double Extra { get; set; }

        public bool IsNew { get; set; }

        public string Label { get; set; } = "";
    }
}
