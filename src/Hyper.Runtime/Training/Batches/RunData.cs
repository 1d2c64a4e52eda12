using Hyper.Runtime.Data;
using Hyper.Runtime.Data.Rows;

namespace Hyper.Runtime.Training.Batches;

/// <summary>The splits of a run, checked and moved to where the run computes.</summary>
internal sealed class RunData : IDisposable
{
    private bool validationHandedOver;

    private RunData(Dataset training, Dataset validation)
    {
        Training = training;
        Validation = validation;
    }

    public Dataset Training { get; }

    public Dataset Validation { get; }

    /// <summary>Checks and moves the splits.</summary>
    /// <exception cref="HyperDslException">A value is not finite.</exception>
    public static RunData Of(DataSplits splits, RunPlace place)
    {
        RequireFinite(splits.Training, "The training split");
        RequireFinite(splits.Validation, "The validation split");
        var training = splits.Training.To(place.Device, place.Type);
        return new RunData(training, splits.Validation.To(place.Device, place.Type));
    }

    // What a source gives is looked at as it is read.
    private static void RequireFinite(Dataset rows, string name)
    {
        if (rows.IsHeld)
        {
            rows.RequireFinite(name);
        }
    }

    /// <summary>Numbers of a split's inputs that a run allocates: a copy where it has another type or place, and another where it is one batch.</summary>
    public static long Copied(Dataset rows, RunPlace place, int batchSize)
    {
        var isThere = !rows.IsHeld || rows.Device.type == place.Device.type;
        return rows.Layout.Inputs.Sum(input =>
        {
            var numbers = input.Numbers * rows.Count;
            var isCopied = !isThere || (rows.IsHeld && input.Type != place.Type && !InputType.IsStored(input.Type));
            return (isCopied ? numbers : 0) + (batchSize >= rows.Count ? numbers : 0);
        });
    }

    /// <summary>The validation split, which the caller disposes of from now on.</summary>
    public Dataset HandOverValidation()
    {
        validationHandedOver = true;
        return Validation;
    }

    public void Dispose()
    {
        Training.Dispose();
        if (!validationHandedOver)
        {
            Validation.Dispose();
        }
    }
}
