using static TorchSharp.torch;

namespace Hyper.Rates;

/// <summary>The rows of a data set, standardised on those that train and validate.</summary>
/// <param name="Inputs">[rows, 8].</param>
/// <param name="Targets">[rows, 1].</param>
/// <param name="Problem">How they are divided.</param>
/// <param name="SquaredScale">What a squared error is multiplied by to be one in units of the target.</param>
internal sealed record SplitRows(Tensor Inputs, Tensor Targets, Problem Problem, double SquaredScale) : IDisposable
{
    /// <summary>The splits of a tuned run.</summary>
    public DataSplits Tuned()
    {
        using var all = All();
        var training = Problem.Seen - Problem.Validation;
        return new DataSplits(all.Slice(0, training), all.Slice(training, Problem.Validation), Test(all));
    }

    /// <summary>The splits of a run that tunes nothing, and so trains on the validation rows, too.</summary>
    public DataSplits Fixed()
    {
        using var all = All();
        return new DataSplits(all.Slice(0, Problem.Seen), all.Slice(Problem.Seen - Problem.Validation, Problem.Validation), Test(all));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Inputs.Dispose();
        Targets.Dispose();
    }

    private Dataset All() => new(Inputs.alias(), Targets.alias());

    private Dataset Test(Dataset all) => all.Slice(Problem.Seen, all.Count - Problem.Seen);
}
