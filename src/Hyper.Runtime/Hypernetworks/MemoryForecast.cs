using System.Globalization;

namespace Hyper.Runtime.Hypernetworks;

/// <summary>
/// What a run will hold in memory, from its counts, before it holds it: a process that asks for more than there is gets no
/// error but is killed later, in the middle of a step.
/// </summary>
/// <param name="What">Whose memory it is, with its numbers, as the subject of a sentence.</param>
/// <param name="Bytes">The bytes that are sure to be needed; temporary tensors come on top.</param>
/// <param name="Cures">What makes it less.</param>
internal sealed record MemoryForecast(string What, long Bytes, string Cures)
{
    /// <summary>Copies of a trained number: the value, its gradient and Adam's two moments.</summary>
    private const int TrainedCopies = 4;

    /// <summary>Copies of a hypernetwork's parameter: the value and Adam's two moments.</summary>
    private const int HypernetworkCopies = 3;

    /// <summary>What is so small that nobody has to ask what is available.</summary>
    private const long Negligible = 1 << 26;

    /// <summary>What every run holds beside its hypernetwork.</summary>
    /// <param name="hyperparameters">n.</param>
    /// <param name="weights">P.</param>
    /// <param name="samples">Hyperparameter samples of an inner and of an outer half-step, together.</param>
    /// <param name="data">Numbers of the training and the validation rows that the run makes copies of: rows of its own type and place are shared.</param>
    /// <param name="type">Float32 or Float64.</param>
    public static MemoryForecast OfRun(long hyperparameters, long weights, long samples, long data, ScalarType type)
    {
        // û with three other points beside its gradient and moments, a displacement for each sample, and each sample's weights with their gradient.
        var numbers = ((TrainedCopies + 3 + samples) * hyperparameters) + (2 * samples * weights) + data;
        return new MemoryForecast(
            Text($"A run with {hyperparameters:N0} hyperparameters, {weights:N0} weights for each of {samples} samples and {data:N0} numbers of data"),
            numbers * WordOf(type),
            "Use fewer HyperSamples, Precision.Float32, fewer rows, or hyperparameters for each layer or unit instead of each weight.");
    }

    /// <summary>What a hypernetwork holds while it is trained: the gradients of its large matrices are never held.</summary>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="type">Float32 or Float64.</param>
    public static MemoryForecast OfHypernetwork(long parameters, ScalarType type) => new(
        Text($"A hypernetwork of {parameters:N0} parameters, each with two moments,"),
        HypernetworkCopies * parameters * WordOf(type),
        "Use a smaller response family (Elementwise for one hyperparameter a weight, Structured or Curvature else), a smaller Rank or HiddenUnits, or Precision.Float32.");

    /// <summary>What an ordinary training holds.</summary>
    /// <param name="weights">P.</param>
    /// <param name="data">Numbers of the training and the validation rows that it makes copies of.</param>
    /// <param name="type">Float32 or Float64.</param>
    public static MemoryForecast OfTraining(long weights, long data, ScalarType type) => new(
        Text($"A training of {weights:N0} weights with {data:N0} numbers of data"), ((TrainedCopies * weights) + data) * WordOf(type), "Use Precision.Float32, or fewer rows.");

    /// <summary>How many of the same there is room for at a time on the host: one at least.</summary>
    /// <param name="available">Bytes.</param>
    public int TimesIn(long available) => (int)Math.Clamp(available / Math.Max(1, Bytes), 1, int.MaxValue);

    /// <summary>Whether there is memory for a copy that nobody needs to go on.</summary>
    /// <param name="bytes">Its size on the host.</param>
    public static bool HasRoomFor(long bytes) => bytes <= Negligible || bytes <= AvailableMemory.Read() / 2;

    /// <summary>Fails where the memory cannot be had.</summary>
    /// <param name="device">Where it is needed. What a GPU has left cannot be asked for through TorchSharp; it answers at the allocation.</param>
    /// <exception cref="HyperDslException">The device has less memory available.</exception>
    public void Require(Device device)
    {
        if (device.type == DeviceType.CPU && Bytes > Negligible)
        {
            RequireWithin(AvailableMemory.Read());
        }
    }

    /// <summary>Fails where more is needed than there is.</summary>
    /// <param name="available">Bytes.</param>
    /// <exception cref="HyperDslException">It is less.</exception>
    internal void RequireWithin(long available)
    {
        if (Bytes > available)
        {
            throw new HyperDslException(Text($"{What} needs at least {Gigabytes(Bytes)} GB of memory, and {Gigabytes(available)} GB are available. {Cures}"));
        }
    }

    private static string Gigabytes(long bytes) => (bytes / 1e9).ToString("F1", CultureInfo.InvariantCulture);

    private static int WordOf(ScalarType type) => type == ScalarType.Float64 ? sizeof(double) : sizeof(float);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
