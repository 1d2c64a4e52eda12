using Hyper.Runtime.Data;

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
        splits.Training.RequireFinite("The training split");
        splits.Validation.RequireFinite("The validation split");
        var training = splits.Training.To(place.Device, place.Type);
        return new RunData(training, splits.Validation.To(place.Device, place.Type));
    }

    /// <summary>Numbers of a split's inputs that a run allocates: a copy where it has another type or place, and another where it is one batch.</summary>
    public static long Copied(Dataset rows, RunPlace place, int batchSize)
    {
        var numbers = rows.Inputs.NumberOfElements;
        return ((rows.Inputs.dtype == place.Type || InputType.IsStored(rows.Inputs.dtype)) && rows.Inputs.device_type == place.Device.type ? 0 : numbers) + (batchSize >= rows.Count ? numbers : 0);
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
