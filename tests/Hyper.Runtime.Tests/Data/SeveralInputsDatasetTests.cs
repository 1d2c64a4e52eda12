using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Training;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Data;

/// <summary>Rows with several named inputs stay together whatever is done with them.</summary>
public sealed class SeveralInputsDatasetTests
{
    static SeveralInputsDatasetTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Inputs_have_names_and_an_order()
    {
        using var all = SeveralData.All();
        Assert.Equal(["numbers", "tokens"], all.InputNames);
        Assert.Equal(120, all.Count);
        Assert.Equal([120, 2], all.Input("tokens").shape);
        Assert.True(all.Inputs.eq(all.Input("numbers")).all().item<bool>());
        Assert.Contains("no input 'words'; it has 'numbers', 'tokens'", Assert.Throws<HyperDslException>(() => all.Input("words")).Message, StringComparison.Ordinal);
        using var one = new Dataset(ones(3, 2), ones(3));
        Assert.Equal(["inputs"], one.InputNames);
        Assert.Equal([3, 2], one.Input("inputs").shape);
        using var named = new Dataset([("numbers", ones(3, 2))], ones(3));
        Assert.Equal(["numbers"], named.InputNames);
    }

    [Fact]
    public void Selections_slices_moves_and_joins_take_all_of_them()
    {
        using var scope = NewDisposeScope();
        using var all = SeveralData.All();
        using var chosen = all.Select([7, 3, 3]);
        AssertRows(all, [7, 3, 3], chosen);
        using var part = all.Slice(10, 5);
        AssertRows(all, [10, 11, 12, 13, 14], part);
        using var joined = Dataset.Concat(chosen, part);
        AssertRows(all, [7, 3, 3, 10, 11, 12, 13, 14], joined);
        using var moved = all.To(CPU, ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, moved.Input("numbers").dtype);
        Assert.Equal(ScalarType.Int32, moved.Input("tokens").dtype);
        using var hot = all.WithOneHotTargets(3);
        Assert.Equal(["numbers", "tokens"], hot.InputNames);
        Assert.Equal([120, 3], hot.Targets.shape);
        using var splits = DataSplits.Random(all, 3, 60, 40, 20);
        foreach (var fold in splits.Folds(4, 1, stratified: true))
        {
            using (fold)
            {
                Assert.Equal(["numbers", "tokens"], fold.Training.InputNames);
                Assert.Equal(25, fold.Validation.Count);
            }
        }
    }

    [Fact]
    public void Rows_are_shared_where_all_their_inputs_are()
    {
        using var scope = NewDisposeScope();
        var numbers = tensor(new float[] { 1, 2, 3, 1 }).view(4, 1);
        var tokens = tensor([5L, 6, 7, 5]).view(4, 1);
        using var splits = new DataSplits(Rows(numbers.narrow(0, 0, 3), tokens.narrow(0, 0, 3)), Rows(numbers.narrow(0, 3, 1).repeat(2, 1), tensor([6L, 5]).view(2, 1)));
        Assert.Equal([new SharedRow("validation", 1, "training", 0)], splits.SharedRows());

        static Dataset Rows(Tensor numbers, Tensor tokens) => new([("numbers", numbers.clone()), ("tokens", tokens.clone())], zeros(numbers.shape[0]));
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_told_with_their_input()
    {
        using var all = SeveralData.All();
        all.Input("numbers")[5, 2] = float.NaN;
        Assert.Contains("The training split: the inputs 'numbers' have NaN in row 5, column 2", Assert.Throws<HyperDslException>(() => all.RequireFinite("The training split")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_rows_that_cannot_be_are_refused()
    {
        Refused("at least one input", []);
        Refused("no name", [("a", ones(3)), ("", ones(3))]);
        Refused("2 inputs are called 'a'", [("a", ones(3)), ("a", ones(3))]);
        Refused("There are 4 rows of inputs 'b' and 3 of targets", [("a", ones(3)), ("b", ones(4))]);
        Refused("The inputs 'b' are Bool of shape [3]", [("a", ones(3)), ("b", ones(3) > 0)]);
        using var one = new Dataset([("a", ones(3)), ("b", ones(3))], ones(3));
        using var other = new Dataset([("b", ones(3)), ("a", ones(3))], ones(3));
        using var wide = new Dataset([("a", ones(3)), ("b", ones(3, 2))], ones(3));
        Assert.Contains("has the inputs 'b', 'a', and the first has 'a', 'b'", Assert.Throws<HyperDslException>(() => Dataset.Concat(one, other)).Message, StringComparison.Ordinal);
        Assert.Contains("The validation split has the inputs 'b', 'a', and the training split has 'a', 'b'", Assert.Throws<HyperDslException>(() => new DataSplits(one, other)).Message, StringComparison.Ordinal);
        Assert.Contains("The inputs 'b' of dataset 1 (counted from 0) are Float32 of shape [3, 2]", Assert.Throws<HyperDslException>(() => Dataset.Concat(one, wide)).Message, StringComparison.Ordinal);
        Assert.Contains("The inputs 'b' of the validation split are Float32 of shape [3, 2]", Assert.Throws<HyperDslException>(() => new DataSplits(one, wide)).Message, StringComparison.Ordinal);

        static void Refused(string message, (string Name, Tensor Values)[] inputs) =>
            Assert.Contains(message, Assert.Throws<HyperDslException>(() => new Dataset(inputs, ones(3))).Message, StringComparison.Ordinal);
    }

    private static void AssertRows(Dataset all, long[] rows, Dataset some)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(all.InputNames, some.InputNames);
        foreach (var name in all.InputNames)
        {
            Assert.True(all.Input(name).index_select(0, tensor(rows)).eq(some.Input(name)).all().item<bool>(), name);
        }

        Assert.True(all.Targets.index_select(0, tensor(rows)).eq(some.Targets).all().item<bool>());
    }
}
