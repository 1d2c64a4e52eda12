using System.Globalization;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>
/// For every kind of hyperparameter a problem whose tuned value is known: Joint lands within 10 % of it, in natural values,
/// for at least nine of ten seeds, each with data and an optimum of its own.
/// </summary>
/// <remarks>
/// The models are linear with a squared error, so that the expected training loss is a quadratic wᵀAw − 2bᵀw and the best
/// response is A⁻¹b. The validation targets are what the best response at a chosen value predicts: no other value does
/// better, and the validation loss there is zero.
/// </remarks>
public sealed class TunedValueTests
{
    private const int Rows = 100;

    private static readonly ExperimentSettings Quick = new()
    {
        Precision = Precision.Float64,
        Threads = 1,
        Pooling = 0,
        Steps = 600,
        WarmupSteps = 200,
        HyperSamples = 10,
        PerturbationScale = 0.25,
        LearningRate = 0.05,
        HyperLearningRate = 0.05,
        BatchSize = 10_000,
        ValidationBatchSize = 10_000,
        ReportEvery = 10_000,
        Keep = Keep.Last,
    };

    static TunedValueTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public Task Lasso() => Lands(
        seed => Solved(seed, 4, 0.3, 0.8, Orthogonal, (_, b, strength) => b.sign() * (b.abs() - (strength / 2)).clamp_min(0)),
        async (data, settings) =>
        {
            using var result = await TuneTunedLasso.RunAsync(data, settings);
            return [result.Hyperparameters.Lasso];
        });

    [Fact]
    public Task Decay_of_two_layers() => Lands(
        TwoLayers,
        async (data, settings) =>
        {
            using var result = await TuneTunedLayers.RunAsync(data, settings);
            return [.. result.Hyperparameters.Decay];
        });

    /// <summary>Answer 9: a ridge of p/(1 − p) times each feature's own moment.</summary>
    [Fact]
    public Task Dropout() => Lands(
        seed => Solved(seed, 4, 0.3, 0.7, Correlated, (a, b, p) => linalg.solve(a + (p / (1 - p) * a.diag().diag()), b)),
        async (data, settings) =>
        {
            using var result = await TuneTunedDropout.RunAsync(data, settings);
            return [result.Hyperparameters.Rate];
        });

    [Fact]
    public Task Channel_dropout() => Lands(
        seed => Solved(seed, 6, 0.3, 0.7, Correlated, (a, b, p) => linalg.solve(a + (p / (1 - p) * a * kron(Identity(3), ones(2, 2, dtype: ScalarType.Float64))), b)),
        async (data, settings) =>
        {
            using var result = await TuneTunedChannelDropout.RunAsync(data, settings);
            return [result.Hyperparameters.Rate];
        });

    /// <summary>A ridge of the noise's variance.</summary>
    [Fact]
    public Task Noise() => Lands(
        seed => Solved(seed, 4, 0.5, 1.2, Correlated, (a, b, s) => linalg.solve(a + (s * s * Identity(4)), b)),
        async (data, settings) =>
        {
            using var result = await TuneTunedNoise.RunAsync(data, settings);
            return [result.Hyperparameters.Strength];
        });

    /// <summary>
    /// With c = E m(1 − m) = α/(2(2α + 1)) the expected square of a mixed residual is (1 − 2c)·mean(r²) + 2c·(mean r)²: a
    /// partner is any row, the row itself included.
    /// </summary>
    [Fact]
    public Task Mixing() => Lands(
        seed => FromData(seed, 4, 0.4, 1.2, Offset, (inputs, targets, alpha) =>
        {
            var c = alpha / (2 * ((2 * alpha) + 1));
            var (x, y) = (inputs.mean([0], keepdim: true), targets.mean([0], keepdim: true));
            return linalg.solve(
                ((1 - (2 * c)) * Moment(inputs, inputs)) + (2 * c * x.t().mm(x)),
                ((1 - (2 * c)) * Moment(inputs, targets)) + (2 * c * x.t().mm(y)));
        }),
        async (data, settings) =>
        {
            using var result = await TuneTunedMixup.RunAsync(data, settings);
            return [result.Hyperparameters.Mixing];
        });

    /// <summary>A factor that is uniform between 1 − s and 1 + s has the second moment 1 + s²/3.</summary>
    [Fact]
    public Task Brightness_of_rows() => Lands(
        seed => Solved(seed, 4, 0.5, 0.8, Correlated, (a, b, s) => linalg.solve(a * (1 + (s * s / 3)), b)),
        async (data, settings) =>
        {
            using var result = await TuneTunedBrightness.RunAsync(data, settings);
            return [result.Hyperparameters.Strength];
        });

    [Fact]
    public Task Contrast_of_rows() => Lands(
        seed => FromData(seed, 4, 0.5, 0.8, Correlated, (inputs, targets, s) =>
        {
            var centred = inputs - inputs.mean([1], keepdim: true);
            return linalg.solve(Moment(inputs, inputs) + (s * s / 3 * Moment(centred, centred)), Moment(inputs, targets));
        }),
        async (data, settings) =>
        {
            using var result = await TuneTunedContrast.RunAsync(data, settings);
            return [result.Hyperparameters.Strength];
        });

    [Fact]
    public Task Saturation_of_two_pixels() => Lands(
        seed => FromData(seed, 6, 0.5, 0.8, Correlated, (inputs, targets, s) =>
        {
            var pixels = inputs.view(-1, 3, 2);
            var coloured = (pixels - (pixels * tensor([0.299, 0.587, 0.114]).view(1, 3, 1)).sum(1, keepdim: true)).reshape(-1, 6);
            return linalg.solve(Moment(inputs, inputs) + (s * s / 3 * Moment(coloured, coloured)), Moment(inputs, targets));
        }),
        async (data, settings) =>
        {
            using var result = await TuneTunedSaturation.RunAsync(data, settings);
            return [result.Hyperparameters.Strength];
        });

    /// <summary>
    /// The validation loss of a shift, and of a rotation, has a hill between none and the optimum (computed by enumeration, its
    /// top at about 0.1 and at 15 degrees), and descent from before the hill rightly ends at none: these runs start behind it.
    /// </summary>
    [Fact]
    public Task Shift_of_images() => Lands(
        seed => Solved(seed, 16, 0.25, 0.35, Correlated, (a, b, s) => ImageMaps.BestResponse(a, b, ImageMaps.Shifts(s))),
        async (data, settings) =>
        {
            using var result = await TuneTunedShift.RunAsync(data, settings);
            return [result.Hyperparameters.Strength];
        });

    [Fact]
    public Task Rotation_of_images() => Lands(
        seed => Solved(seed, 16, 40, 60, Correlated, (a, b, degrees) => ImageMaps.BestResponse(a, b, ImageMaps.Rotations(degrees))),
        async (data, settings) =>
        {
            using var result = await TuneTunedRotation.RunAsync(data, settings);
            return [result.Hyperparameters.Angle];
        });

    [Fact]
    public Task Zoom_of_images() => Lands(
        seed => Solved(seed, 16, 0.3, 0.6, Correlated, (a, b, s) => ImageMaps.BestResponse(a, b, ImageMaps.Zooms(s))),
        async (data, settings) =>
        {
            using var result = await TuneTunedRescale.RunAsync(data, settings);
            return [result.Hyperparameters.Strength];
        });

    /// <summary>A whole number: within 10 % is the number itself. The perturbations must reach its neighbours.</summary>
    [Fact]
    public Task Cutout_of_images() => Lands(
        seed => Solved(seed, 16, 2 + (seed % 2), 2 + (seed % 2), Correlated, (a, b, side) => ImageMaps.BestResponse(a, b, ImageMaps.Cuts((int)side))),
        async (data, settings) =>
        {
            using var result = await TuneTunedCutout.RunAsync(data, settings);
            return [result.Hyperparameters.Size];
        },
        Quick with { PerturbationScale = 0.5 });

    [Fact]
    public Task Smoothing_of_labels() => Lands(
        Smoothed,
        async (data, settings) =>
        {
            using var result = await TuneTunedSmoothing.RunAsync(data, settings);
            return [result.Hyperparameters.Smoothing];
        });

    [Fact]
    public Task The_weight_of_a_term() => Lands(
        TwoTerms,
        async (data, settings) =>
        {
            using var result = await TuneTunedTerm.RunAsync(data, settings);
            return [result.Hyperparameters.Auxiliary];
        });

    [Fact]
    public Task Weights_of_three_classes() => Lands(
        ThreeClasses,
        async (data, settings) =>
        {
            using var result = await TuneTunedClasses.RunAsync(data, settings);
            return [.. result.Hyperparameters.Importance];
        });

    /// <summary>In minibatches of half the examples, so that each row must find the weight of its own example.</summary>
    [Fact]
    public Task Weights_of_eight_examples() => Lands(
        EightExamples,
        async (data, settings) =>
        {
            using var result = await TuneTunedExamples.RunAsync(data, settings);
            return [.. result.Hyperparameters.Trust];
        },
        Quick with { BatchSize = 4 });

    [Fact]
    public Task A_whole_number() => Lands(
        seed => Solved(seed, 4, 3 + (seed % 4), 3 + (seed % 4), Correlated, (a, b, tenths) => linalg.solve(a + (0.1 * tenths * Identity(4)), b)),
        async (data, settings) =>
        {
            using var result = await TuneTunedDiscrete.RunAsync(data, settings);
            return [result.Hyperparameters.Tenths];
        });

    [Fact]
    public Task A_hyperprior() => Lands(
        WithHyperprior,
        async (data, settings) =>
        {
            using var result = await TuneTunedHyperprior.RunAsync(data, settings);
            return [result.Hyperparameters.Decay];
        });

    /// <summary>Ten seeds, five as a rule, each with data, an optimum and a run of its own.</summary>
    private static async Task Lands(
        Func<int, (DataSplits Data, double[] Optimum)> problem, Func<DataSplits, ExperimentSettings, Task<double[]>> run, ExperimentSettings? settings = null)
    {
        var hits = 0;
        var log = new List<string>();
        var seeds = Thorough.Seeds(5, of: 10).ToList();
        foreach (var seed in seeds)
        {
            var (data, optimum) = problem(seed);
            using (data)
            {
                var found = await run(data, (settings ?? Quick) with { Seed = seed, HealthChecks = 0 });
                var worst = found.Zip(optimum, (value, best) => Math.Abs((value / best) - 1)).Max();
                hits += worst <= 0.1 ? 1 : 0;
                log.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {List(found)} for {List(optimum)}, off by {worst:P1}"));
            }
        }

        Assert.True(hits >= 0.9 * seeds.Count, $"{hits} of {seeds.Count} within 10 %: {string.Join("; ", log)}");

        static string List(double[] values) => string.Join(" ", values.Select(value => value.ToString("G4", CultureInfo.InvariantCulture)));
    }

    private static (DataSplits, double[]) TwoLayers(int seed)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator((ulong)seed);
        var random = new Random(seed);
        double[] decay = [0.2 + (0.3 * random.NextDouble()), 1.5 + (1.5 * random.NextDouble())];
        var inputs = Orthogonal(4, noise);
        var targets = Targets(inputs, noise);
        var best = Moment(inputs, targets) / (1 + tensor([decay[0], decay[0], decay[1], decay[1]]).view(4, 1));
        return (Splits(inputs, targets, Correlated(4, noise), best), decay);
    }

    private static (DataSplits, double[]) Smoothed(int seed)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator((ulong)seed);
        var strength = 0.25 + (0.4 * new Random(seed).NextDouble());
        var inputs = Offset(4, noise);
        var targets = nn.functional.one_hot((inputs.mm(randn(4, 3, dtype: ScalarType.Float64, generator: noise)) * 2).argmax(1), 3).to(ScalarType.Float64);
        var best = linalg.solve(Moment(inputs, inputs), Moment(inputs, (targets * (1 - strength)) + (strength / 3)));
        return (Splits(inputs, targets, Offset(4, noise), best), [strength]);
    }

    private static (DataSplits, double[]) TwoTerms(int seed)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator((ulong)seed);
        var weight = 0.6 + (0.9 * new Random(seed).NextDouble());
        var inputs = Correlated(4, noise);
        var (main, auxiliary) = (Targets(inputs, noise), Targets(inputs, noise));
        var best = linalg.solve(Moment(inputs, inputs), (Moment(inputs, main) + (weight * Moment(inputs, auxiliary))) / (1 + weight));
        return (WithSecondColumn(inputs, main, auxiliary, Correlated(4, noise), best), [weight]);
    }

    /// <summary>A feature for each class: its weight is shrunk by s/(s + ½), with the ½ of the model's own term.</summary>
    private static (DataSplits, double[]) ThreeClasses(int seed)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator((ulong)seed);
        var random = new Random(seed);
        double[] importance = [0.2 + (0.1 * random.NextDouble()), 0.5 + (0.2 * random.NextDouble()), 0.9 + (0.5 * random.NextDouble())];
        var labels = arange(Rows, dtype: ScalarType.Int64).remainder(3);
        var inputs = nn.functional.one_hot(labels, 3) * randn(Rows, 1, dtype: ScalarType.Float64, generator: noise);
        var targets = Targets(inputs, noise);
        var s = tensor(importance).view(3, 1);
        var best = Moment(inputs, targets) / Moment(inputs, inputs).diag().view(3, 1) * s / (s + 0.5);
        return (WithSecondColumn(inputs, targets, labels.view(-1, 1).to(ScalarType.Float64), Correlated(3, noise), best), importance);
    }

    /// <summary>A feature for each example: its weight is z·s/(s + ½).</summary>
    private static (DataSplits, double[]) EightExamples(int seed)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator((ulong)seed);
        var random = new Random(seed);
        var trust = Enumerable.Range(0, 8).Select(_ => 0.25 + (0.5 * random.NextDouble())).ToArray();
        var inputs = Identity(8);
        var targets = rand(8, 1, dtype: ScalarType.Float64, generator: noise).add(1);
        var s = tensor(trust).view(8, 1);
        return (Splits(inputs, targets, Identity(8), targets * s / (s + 0.5)), trust);
    }

    /// <summary>The validation loss alone would have the optimum elsewhere: the hyperprior draws it towards where it started, u = 0.</summary>
    private static (DataSplits, double[]) WithHyperprior(int seed)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator((ulong)seed);
        var without = 0.1 + (0.1 * new Random(seed).NextDouble());
        var inputs = Correlated(4, noise);
        var targets = Targets(inputs, noise);
        var (a, b) = (Moment(inputs, inputs), Moment(inputs, targets));
        Tensor Best(double decay) => linalg.solve(a + (decay * Identity(4)), b);
        var validation = Correlated(4, noise);
        var answer = validation.mm(Best(without));

        // A grid in steps of a fiftieth of u, and around the best of it one in steps of a thousandth.
        var near = Enumerable.Range(-150, 200).Select(fiftieth => fiftieth / 50.0).MinBy(Loss);
        var optimum = Enumerable.Range(-20, 41).Select(thousandth => near + (thousandth / 1_000.0)).MinBy(Loss);
        Assert.True(Math.Exp(optimum) > 1.2 * without);

        double Loss(double u) => (validation.mm(Best(Math.Exp(u))) - answer).square().mean().item<double>() + (0.5 * 0.05 * u * u);
        return (Splits(inputs, targets, validation, Best(without)), [Math.Exp(optimum)]);
    }

    /// <summary>A regression whose best response follows from the moments A = XᵀX/n and b = Xᵀy/n.</summary>
    private static (DataSplits, double[]) Solved(
        int seed, int features, double from, double to, Func<int, Generator, Tensor> draw, Func<Tensor, Tensor, double, Tensor> bestResponse) =>
        FromData(seed, features, from, to, draw, (inputs, targets, value) => bestResponse(Moment(inputs, inputs), Moment(inputs, targets), value));

    private static (DataSplits, double[]) FromData(
        int seed, int features, double from, double to, Func<int, Generator, Tensor> draw, Func<Tensor, Tensor, double, Tensor> bestResponse)
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator((ulong)seed);
        var optimum = from + ((to - from) * new Random(seed).NextDouble());
        var inputs = draw(features, noise);
        var targets = Targets(inputs, noise);
        return (Splits(inputs, targets, draw(features, noise), bestResponse(inputs, targets, optimum)), [optimum]);
    }

    private static Tensor Correlated(int features, Generator noise) =>
        randn(Rows, features, dtype: ScalarType.Float64, generator: noise) + (0.5 * randn(Rows, 1, dtype: ScalarType.Float64, generator: noise));

    /// <summary>Features whose moments are the identity.</summary>
    private static Tensor Orthogonal(int features, Generator noise) =>
        linalg.qr(randn(Rows, features, dtype: ScalarType.Float64, generator: noise)).Q * Math.Sqrt(Rows);

    /// <summary>Features with a mean.</summary>
    private static Tensor Offset(int features, Generator noise) => Correlated(features, noise) + 1;

    private static Tensor Identity(int size) => eye(size, dtype: ScalarType.Float64);

    private static Tensor Moment(Tensor left, Tensor right) => left.t().mm(right) / left.shape[0];

    /// <summary>What a regression of weights between 0.5 and 1.5, of either sign, predicts, with noise and away from zero.</summary>
    private static Tensor Targets(Tensor inputs, Generator noise)
    {
        var signs = randint(2, [inputs.shape[1], 1], dtype: ScalarType.Float64, generator: noise).mul(2).sub(1);
        var weights = signs * rand(inputs.shape[1], 1, dtype: ScalarType.Float64, generator: noise).add(0.5);
        return inputs.mm(weights) + (0.3 * randn(inputs.shape[0], 1, dtype: ScalarType.Float64, generator: noise)) + 0.5;
    }

    private static DataSplits Splits(Tensor inputs, Tensor targets, Tensor validation, Tensor best) => new(
        new Dataset(inputs.DetachFromDisposeScope(), targets.DetachFromDisposeScope()),
        new Dataset(validation.DetachFromDisposeScope(), validation.mm(best).DetachFromDisposeScope()));

    private static DataSplits WithSecondColumn(Tensor inputs, Tensor targets, Tensor second, Tensor validation, Tensor best)
    {
        var answers = validation.mm(best);
        return new(
            new Dataset(inputs.DetachFromDisposeScope(), cat([targets, second], 1).DetachFromDisposeScope()),
            new Dataset(validation.DetachFromDisposeScope(), cat([answers, zeros_like(answers)], 1).DetachFromDisposeScope()));
    }
}
