using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Hyper.Generators.Bodies.Functions;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hyper.Differential.Tests;

/// <summary>Holds each row of the compiler's table of functions to TorchSharp itself, by sample calls.</summary>
public sealed class TableTests(ITestOutputHelper output)
{
    /// <summary>So many of the samples' shapes are known in full, the number of rows beside; fewer would be something lost.</summary>
    private const int FullyKnownShapes = 541;

    private const int Rows = 6;

    private static readonly MethodInfo Difference = typeof(BothWays).GetMethod(nameof(BothWays.Difference))!;

    /// <summary>
    /// What is written over in place, so that of a tensor with a gradient one without is made, or the reverse: formulas do not follow
    /// that, and autograd does. The library's <c>hardtanh</c> gives its input as it is, which is not what <c>hardtanh_</c> does.
    /// </summary>
    private static readonly HashSet<string> LeftToAutograd =
        ["v.div_(h.abs() + 0.5)", "v.zero_()", "v.fill_(0.3)", "v.bernoulli_()", "v.normal_()", "v.hardtanh_(-0.5, 0.5)", "h.empty_like().zero_()", "h4.empty_like().zero_()"];

    /// <summary>
    /// Where the two ways differ by what the library does: logic in place lets the gradient pass what it has written over.
    /// </summary>
    private static readonly HashSet<string> LibraryFaults = ["v.logical_and_(x)", "v.logical_or_(x)"];

    /// <summary>In place by their names alone: the library gives another tensor, and the table says that nothing is written.</summary>
    private static readonly HashSet<string> WritesNothing = ["v.elu_()", "v.elu_(0.5)"];

    private static IEnumerable<SampleModel> Runnable => SampleModel.All.Where(sample => sample.CanRun);

    [Fact]
    public void Rows_are_functions_of_TorchSharps()
        => Assert.Empty(TensorFunctions.All.Where(row => TableSamples.Functions(row.Name).Count == 0).Select(row => row.Name));

    [Fact]
    public void Rows_have_samples() => Assert.Empty(TensorFunctions.All.Where(row => TableSamples.Of(row.Name).Count == 0).Select(row => row.Name));

    /// <summary>Also where gradients end: then both ways say that none arrives.</summary>
    [Fact]
    public void Derivatives_are_those_of_autograd() => Check(Runnable.Where(sample => !sample.GivesNumber && !LibraryFaults.Contains(sample.Call)), sample =>
    {
        if (!BothWays.IsCompiled(sample.Model))
        {
            return LeftToAutograd.Contains(sample.Call) ? null : "not compiled";
        }

        foreach (var samples in sample.Row.Mixes == RowMixing.Never ? new[] { 1, 2 } : [1])
        {
            if ((string?)DrawnModels.Call(Difference, sample.Model, samples) is { } difference)
            {
                return $"S = {samples}: {difference}";
            }
        }

        return null;
    });

    [Fact]
    public void Gradients_end_where_the_table_says()
    {
        Check(Runnable, sample =>
        {
            var requires = Evaluate(sample, isTrained: true) is Tensor { requires_grad: true };
            return sample.Row.End is not null && !sample.IsInPlace && requires && !IsFlat(sample) ? "gradients pass an end"
                : sample.Row.End is null && !requires && !GradientSources.Names.Contains(sample.Row.Name) ? "no gradient passes"
                : null;
        });
        Assert.All(GradientSources.Names, name => Assert.Contains(Runnable, sample => sample.Row.Name == name && Evaluate(sample, isTrained: true) is not Tensor { requires_grad: true }));
    }

    [Fact]
    public void Shapes_are_those_that_TorchSharp_gives()
    {
        var known = Runnable.Where(sample => !sample.GivesNumber && sample.Shape?.Contains('?') == false && !sample.Shape.Contains('…')).ToList();
        output.WriteLine($"{TensorFunctions.All.Count()} rows, {SampleModel.All.Count} samples, of {known.Count} the shape is known in full.");
        Check(Runnable.Where(sample => !sample.GivesNumber && sample.Shape is not null), sample =>
        {
            var real = ((Tensor)Evaluate(sample)).shape;
            return Fits(sample.Shape!, real) ? null : $"[{sample.Shape}] is said, [{string.Join(", ", real)}] given";
        });
        Assert.InRange(known.Count, FullyKnownShapes, int.MaxValue);
    }

    [Fact]
    public void Names_with_an_underscore_change_their_input() => Check(Runnable.Where(sample => sample.IsInPlace), sample =>
    {
        var (h, x) = Inputs();
        var (before, after) = sample.Change(h, x);
        return (before.shape.SequenceEqual(after.shape) && before.allclose(after, 0, 0, true)) == WritesNothing.Contains(sample.Call) ? null : "whether it is changed is not what is said";
    });

    [Fact]
    public void Rows_stay_apart_where_the_table_says() => Check(
        Runnable.Where(sample => !sample.GivesNumber && sample.Row is { Mixes: RowMixing.Never, IsRandom: false, End: null } && !GradientSources.Names.Contains(sample.Row.Name)),
        sample =>
        {
            var order = tensor(new long[] { 2, 0, 1, 5, 3, 4 });
            var (h, x) = Inputs();
            var plain = (Tensor)sample.Evaluate(h.clone(), x);
            var permuted = (Tensor)sample.Evaluate(h[order], x[order]);
            return plain.dim() > 0 && plain.shape[0] == Rows && plain[order].allclose(permuted, 1e-9, 1e-12, true) ? null : "rows meet or move";
        });

    /// <summary>What shares its elements with the input is changed with it.</summary>
    [Fact]
    public void Views_are_marked_as_views() => Check(Runnable.Where(sample => !sample.GivesNumber && !sample.IsInPlace && !sample.Row.IsView), sample =>
    {
        var (h, x) = Inputs();
        var result = (Tensor)sample.Evaluate(h, x);
        var before = result.clone();
        h.fill_(0.123);
        return before.allclose(result, 1e-9, 1e-12, true) ? null : "shares its input's elements";
    });

    // What is flat has a gradient of zeros, or refuses to give one.
    private static bool IsFlat(SampleModel sample)
    {
        var (h, x) = Inputs();
        using var trained = h.requires_grad_();
        try
        {
            ((Tensor)sample.Evaluate(trained * 1, x)).sum().backward();
            return trained.grad!.abs().max().item<double>() == 0;
        }
        catch (ExternalException refused) when (IsRefusal(refused))
        {
            return true;
        }
    }

    // The library knows no derivative, and says so to whoever asks for it.
    private static bool IsRefusal(Exception exception) => exception.Message.Contains("derivative for", StringComparison.Ordinal) && exception.Message.Contains("is not implemented", StringComparison.Ordinal);

    private static object Evaluate(SampleModel sample, bool isTrained = false)
    {
        var (h, x) = Inputs();
        return sample.Evaluate(isTrained ? h.requires_grad_() * 1 : h, x);
    }

    private static (Tensor H, Tensor X) Inputs()
    {
        manual_seed(5);
        return (randn(Rows, 8, dtype: ScalarType.Float64), randn(Rows, 8, dtype: ScalarType.Float64));
    }

    private static bool Fits(string said, long[] real)
    {
        var dimensions = said.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        var gap = Array.IndexOf(dimensions, "…");
        return gap < 0
            ? dimensions.Length == real.Length && dimensions.Zip(real, Is).All(fits => fits)
            : dimensions.Length - 1 <= real.Length && dimensions.Take(gap).Zip(real, Is).All(fits => fits) && dimensions.Skip(gap + 1).Reverse().Zip(real.Reverse(), Is).All(fits => fits);
    }

    private static bool Is(string said, long real) => said switch
    {
        "?" => true,
        "rows" => real == Rows,
        _ when said.EndsWith("·rows", StringComparison.Ordinal) => real == Rows * long.Parse(said[..^"·rows".Length], CultureInfo.InvariantCulture),
        _ => real == long.Parse(said, CultureInfo.InvariantCulture),
    };

    private static void Check(IEnumerable<SampleModel> samples, Func<SampleModel, string?> fault)
    {
        var faults = samples.Select(sample => (sample, Fault: Found(sample))).Where(found => found.Fault is not null).Select(found => $"{found.sample}: {found.Fault}").ToList();
        Assert.True(faults.Count == 0, $"{faults.Count} samples:\n{string.Join("\n", faults)}");

        string? Found(SampleModel sample)
        {
            try
            {
                return fault(sample);
            }
            catch (TargetInvocationException exception) when (IsRefusal(exception.InnerException!))
            {
                return null;
            }
            catch (TargetInvocationException exception)
            {
                return $"{exception.InnerException!.GetType().Name}: {exception.InnerException.Message.Split('\n')[0]}";
            }
        }
    }
}
