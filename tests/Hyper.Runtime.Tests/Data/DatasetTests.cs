using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Data;

public class DatasetTests : DataTests
{
    [Fact]
    public void It_outlives_the_scope_that_it_was_made_in()
    {
        Dataset kept;
        Dataset sliced;
        Dataset selected;
        Dataset converted;
        Dataset hot;
        using (NewDisposeScope())
        {
            kept = Labelled(4);
            sliced = kept.Slice(1, 2);
            selected = kept.Select([3, 0]);
            converted = kept.To(CPU, ScalarType.Float64);
            hot = kept.WithOneHotTargets(4);
        }

        kept.Dispose();
        Assert.Equal([10f, 11f, 20f, 21f], Inputs(sliced));
        Assert.Equal([30f, 31f, 0f, 1f], Inputs(selected));
        Assert.Equal(30, converted.Inputs[3, 0].item<double>());
        Assert.Equal(1, hot.Targets[2, 2].item<float>());
        foreach (Dataset data in (Dataset[])[sliced, selected, converted, hot])
            data.Dispose();
    }

    [Fact]
    public void Disposing_it_frees_both_tensors()
    {
        Dataset data = Labelled(2);
        data.Dispose();
        Assert.True(data.Inputs.IsInvalid);
        Assert.True(data.Targets.IsInvalid);
    }

    [Fact]
    public void Its_methods_leave_no_tensor_behind()
    {
        using Dataset data = Labelled(50);
        using var scope = NewDisposeScope();
        int before = scope.DisposablesCount;
        data.RequireFinite("data");
        data.RequireLabelsBelow(50);
        data.Slice(0, 3).Dispose();
        data.Select([1]).Dispose();
        data.WithOneHotTargets(50).Dispose();
        Assert.Equal(before, scope.DisposablesCount);
    }

    [Fact]
    public void Numbers_are_targets_too()
    {
        using var data = new Dataset(ones(3, 2, 2), zeros(3, 1));
        Assert.Equal(3, data.Count);
        Assert.False(data.HasLabels);
        using Dataset converted = data.To(CPU, ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, converted.Targets.dtype);
    }

    [Theory]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Bool)]
    public void Labels_of_any_whole_type_become_64_bit_integers(ScalarType type)
    {
        using var data = new Dataset(ones(3, 2), tensor([1L, 0, 1]).to(type));
        Assert.True(data.HasLabels);
        Assert.Equal([1, 0, 1], Labels(data));
    }

    [Fact]
    public void A_row_may_have_a_target_for_each_of_its_places()
    {
        using var pixels = new Dataset(ones(3, 1, 4, 4), zeros(3, 4, 4, dtype: ScalarType.Byte));
        Assert.True(pixels.HasLabels);
        pixels.RequireLabelsBelow(1);
        pixels.Targets[1, 2, 3].fill_(7);
        Assert.Contains("label of row 1 (counted from 0) is 7; 2 classes", Refused(() => pixels.RequireLabelsBelow(2)), StringComparison.Ordinal);
        using var numbers = new Dataset(ones(3, 2), zeros(3));
        Assert.False(numbers.HasLabels);
        using var deep = new Dataset(ones(3, 2), zeros(3, 4, 5));
        using var both = Dataset.Concat(deep, deep);
        Assert.Equal([6, 4, 5], both.Targets.shape);
    }

    [Theory]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    public void Small_and_whole_inputs_are_kept_as_they_are(ScalarType type)
    {
        using var data = new Dataset(ones(3, 2, dtype: type), zeros(3, 1));
        using Dataset converted = data.To(CPU, ScalarType.Float64);
        Assert.Equal(type, converted.Inputs.dtype);
        Assert.Equal(ScalarType.Float64, converted.Targets.dtype);
        data.RequireFinite("data");
    }

    [Fact]
    public void Conversion_keeps_labels_whole()
    {
        using Dataset data = Labelled(3);
        using Dataset converted = data.To(CPU, ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, converted.Inputs.dtype);
        Assert.Equal([0, 1, 2], Labels(converted));
        Assert.Contains("floating-point", Refused(() => data.To(CPU, ScalarType.Int32)), StringComparison.Ordinal);
    }

    public static TheoryData<string, Func<Tensor>, Func<Tensor>> Misfits => new()
    {
        { "The inputs are ComplexFloat32 of shape [2, 2]", () => ones(2, 2, dtype: ScalarType.ComplexFloat32), () => zeros(2, 1) },
        { "The inputs are Bool of shape [2, 2]", () => ones(2, 2, dtype: ScalarType.Bool), () => zeros(2, 1) },
        { "The inputs are Float32 of shape []", () => tensor(1f), () => zeros(2, 1) },
        { "The targets are ComplexFloat32 of shape [2]", () => ones(2, 2), () => zeros(2, dtype: ScalarType.ComplexFloat32) },
        { "The targets are Float32 of shape []", () => ones(2, 2), () => tensor(1f) },
        { "at least one row", () => ones(0, 2), () => zeros(0, 1) },
        { "at least one row", () => ones(2, 0), () => zeros(2, 1) },
        { "at least one row", () => ones(2, 2), () => zeros(2, 0) },
        { "2 rows of inputs and 3 of targets", () => ones(2, 2), () => zeros(3, 1) },
    };

    [Theory]
    [MemberData(nameof(Misfits), DisableDiscoveryEnumeration = true)]
    public void What_does_not_fit_is_refused_and_stays_the_callers(string expected, Func<Tensor> inputs, Func<Tensor> targets)
    {
        using Tensor x = inputs();
        using Tensor y = targets();
        Assert.Contains(expected, Refused(() => _ = new Dataset(x, y)), StringComparison.Ordinal);
        Assert.False(x.IsInvalid || y.IsInvalid);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 0)]
    [InlineData(0, 6)]
    [InlineData(5, 1)]
    [InlineData(2, long.MaxValue)]
    [InlineData(long.MaxValue, 2)]
    public void A_slice_beyond_the_rows_is_refused(long start, long count)
    {
        using Dataset data = Labelled(5);
        Assert.Contains("there are 5 rows", Refused(() => data.Slice(start, count)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_selection_may_repeat_rows_and_must_find_them()
    {
        using Dataset data = Labelled(5);
        using Dataset twice = data.Select([4, 4, 0]);
        Assert.Equal([4, 4, 0], Labels(twice));
        Assert.Contains("Row 5 is to be selected", Refused(() => data.Select([1, 5])), StringComparison.Ordinal);
        Assert.Contains("Row -1 is to be selected", Refused(() => data.Select([-1, 2])), StringComparison.Ordinal);
        Assert.Contains("at least one", Refused(() => data.Select([])), StringComparison.Ordinal);
        using Tensor wrong = ones(2);
        Assert.Contains("Float32 of shape [2]", Refused(() => data.Select(wrong)), StringComparison.Ordinal);
    }

    [Fact]
    public void One_hot_targets_take_the_type_of_the_inputs()
    {
        using Dataset data = Labelled(3).To(CPU, ScalarType.Float64);
        using Dataset hot = data.WithOneHotTargets(4);
        Assert.Equal([3, 4], hot.Targets.shape);
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], hot.Targets.data<double>().ToArray());
        Assert.Contains("not class labels", Refused(() => hot.WithOneHotTargets(4)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "infinity")]
    [InlineData(float.NegativeInfinity, "minus infinity")]
    public void The_first_number_that_is_not_finite_is_named(float value, string name)
    {
        using var inputs = new Dataset(ones(4, 2, 3), zeros(4, 2));
        inputs.RequireFinite("the test split");
        inputs.Inputs[2, 1, 0] = value;
        inputs.Inputs[3, 0, 0] = float.NaN;
        string message = Refused(() => inputs.RequireFinite("the test split"));
        Assert.StartsWith($"the test split: the inputs have {name} in row 2, column 3 ", message, StringComparison.Ordinal);

        using var targets = new Dataset(ones(4, 2), zeros(4, 2));
        targets.Targets[1, 1] = value;
        Assert.Contains($"the targets have {name} in row 1, column 1 ", Refused(() => targets.RequireFinite("x")), StringComparison.Ordinal);
    }

    /// <summary>A split is looked at a part of a million numbers at a time: a row keeps its number in any of them.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(699_999)]
    public void A_number_far_behind_is_named_by_its_row(long row)
    {
        using var data = new Dataset(ones(700_000, 3), zeros(700_000, 1));
        data.RequireFinite("the training split");
        data.Inputs[row, 2] = float.NaN;
        Assert.StartsWith($"the training split: the inputs have NaN in row {row}, column 2 ", Refused(() => data.RequireFinite("the training split")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_label_that_is_no_class_is_named()
    {
        using Dataset data = Labelled(5);
        data.RequireLabelsBelow(5);
        Assert.Contains("label of row 3 (counted from 0) is 3; 3 classes", Refused(() => data.RequireLabelsBelow(3)), StringComparison.Ordinal);
        data.Targets[1] = -7;
        Assert.Contains("label of row 1 (counted from 0) is -7", Refused(() => data.RequireLabelsBelow(5)), StringComparison.Ordinal);
        Assert.Contains("0 classes", Refused(() => data.RequireLabelsBelow(0)), StringComparison.Ordinal);
    }
}
