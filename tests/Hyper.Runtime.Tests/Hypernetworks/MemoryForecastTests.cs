using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Native;
using Hyper.Runtime.Training.Batches;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Hypernetworks;

/// <summary>A run that cannot fit is refused before it allocates, with its numbers and what makes them smaller.</summary>
public sealed class MemoryForecastTests
{
    // Three numbers of four bytes for each of 10¹⁴ parameters: no machine has as much.
    private const long Beyond = 100_000_000_000_000;

    static MemoryForecastTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void A_hypernetwork_is_three_numbers_a_parameter()
    {
        Assert.Equal(12 * 61_630_350L, MemoryForecast.OfHypernetwork(61_630_350, ScalarType.Float32).Bytes);
        Assert.Equal(24 * 61_630_350L, MemoryForecast.OfHypernetwork(61_630_350, ScalarType.Float64).Bytes);
    }

    [Fact]
    public void A_run_counts_hyperparameters_weights_of_each_sample_and_data()
    {
        // n = 10 in seven copies and three displacements, P = 100 of three samples twice, 1,000 numbers of data.
        Assert.Equal(4 * ((10 * (7 + 3)) + (2 * 3 * 100) + 1_000), MemoryForecast.OfRun(10, 100, 3, 1_000, ScalarType.Float32).Bytes);
    }

    [Fact]
    public void A_run_of_doubles_takes_twice_the_bytes() =>
        Assert.Equal(
            2 * MemoryForecast.OfRun(10, 100, 3, 1_000, ScalarType.Float32).Bytes,
            MemoryForecast.OfRun(10, 100, 3, 1_000, ScalarType.Float64).Bytes);

    [Fact]
    public void The_error_names_what_is_needed_what_there_is_and_what_to_do()
    {
        var error = Assert.Throws<HyperDslException>(() => MemoryForecast.OfHypernetwork(1_000_000_000, ScalarType.Float32).RequireWithin(8_000_000_000));
        Assert.Equal(
            "A hypernetwork of 1,000,000,000 parameters, each with two moments, needs at least 12.0 GB of memory, and 8.0 GB are available."
            + " Use a smaller response family (Elementwise for one hyperparameter a weight, Structured or Curvature else), a smaller Rank or HiddenUnits, or Precision.Float32.",
            error.Message);
    }

    [Fact]
    public void What_fits_exactly_is_not_refused() => MemoryForecast.OfHypernetwork(1_000, ScalarType.Float32).RequireWithin(12_000);

    [Fact]
    public void A_hypernetwork_that_no_machine_can_hold_is_refused_before_it_is_allocated()
    {
        var error = Assert.Throws<HyperDslException>(() => new FlatParameters(Beyond, ScalarType.Float32, CPU));
        Assert.StartsWith("A hypernetwork of 100,000,000,000,000 parameters", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Linux_tells_what_is_available_and_what_can_be_swapped_out() =>
        Assert.Equal(1024L * (2_000 + 500), AvailableMemory.Parse(["MemTotal:        9000 kB", "MemAvailable:    2000 kB", "SwapFree:         500 kB"]));

    [Fact]
    public void A_report_without_a_number_says_nothing() => Assert.Null(AvailableMemory.Parse(["MemTotal:        9000 kB"]));

    [Fact]
    public void Something_is_available_here() => Assert.InRange(AvailableMemory.Read(), 1, long.MaxValue);

    /// <summary>Rows of the run's own type and place are shared with the caller; what is a batch of its own is copied once.</summary>
    [Theory]
    [InlineData(Precision.Float32, 10, 0)]
    [InlineData(Precision.Float32, 50, 150)]
    [InlineData(Precision.Float64, 10, 150)]
    [InlineData(Precision.Float64, 50, 300)]
    public void Rows_count_where_they_are_copied(Precision precision, int batchSize, long numbers)
    {
        using var rows = new Dataset(zeros(50, 3), zeros(50, ScalarType.Int64));
        Assert.Equal(numbers, RunData.Copied(rows, RunPlace.Of(new ExperimentSettings { Precision = precision }), batchSize));
    }

    [Fact]
    public void A_copy_that_nobody_needs_is_made_where_there_is_room()
    {
        Assert.True(MemoryForecast.HasRoomFor(1_000));
        Assert.False(MemoryForecast.HasRoomFor(Beyond));
    }
}
