using Hyper.Dsl;
using Hyper.Runtime.Data;
using Hyper.Runtime.Data.Rows;
using Hyper.Runtime.Host;
using Hyper.Runtime.Hypergradients.Curvature;
using Hyper.Runtime.Hypergradients.Methods;
using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Hypergradients.Solvers;
using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Native;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Ordinary;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Hypergradients.Checks;

/// <summary>
/// Checks a run's hypergradient at its tuned hyperparameters against implicit differentiation, finite differences over
/// retrainings and a closed form, whichever there is.
/// </summary>
public static class HypergradientCheck
{
    // Rows that the check's own trainings see at once: all of them, for most data.
    private const int FullBatch = 10_000;

    /// <summary>Checks a result.</summary>
    /// <param name="result">What a run found; it stays the caller's.</param>
    /// <param name="splits">The rows that the run was given.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="optimizer">The rule that moves the weights of an ordinary training.</param>
    /// <param name="options">What to look at; null for the defaults.</param>
    /// <param name="cancellation">Stops between two steps of a training.</param>
    /// <exception cref="HyperDslException">An option or setting is out of range, the data are unusable, or a training diverged.</exception>
    public static async Task<HypergradientReport> RunAsync<TModel, TTrained, THyperparameters>(
        TuningResult<TModel, TTrained, THyperparameters> result,
        DataSplits splits,
        ExperimentSettings settings,
        OptimizerKind optimizer,
        HypergradientCheckOptions? options = null,
        CancellationToken cancellation = default)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(settings);
        options ??= new HypergradientCheckOptions();
        options.Validate();
        Require<TModel, TTrained, THyperparameters>();
        var training = options.Training ?? settings with { Precision = Precision.Float64, BatchSize = FullBatch, ReportEvery = settings.Steps, TimeLimit = 0, EarlyStoppingPatience = 0, Keep = Keep.Auto };
        cancellation.ThrowIfCancellationRequested();
        double[] u = [.. result.Response.Current];
        var indices = Sample(u.Length, options);
        var witnesses = new List<HypergradientWitness>();
        if (OfResponse(result, splits, u) is { } response)
        {
            witnesses.Add(new HypergradientWitness(HypergradientWitness.Response, Pick(response)));
        }

        double trainedLoss;
        using (var trained = await TrainAt(u).ConfigureAwait(false))
        {
            trainedLoss = trained.ValidationLoss;
            witnesses.Add(new HypergradientWitness(
                HypergradientWitness.Implicit, Pick(OfImplicit<TModel, TTrained, THyperparameters>(trained.Model, splits, training, u, options, cancellation))));
        }

        if (options.FiniteDifferences)
        {
            var values = new double[indices.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (await LossAt(indices[i], options.Difference).ConfigureAwait(false)
                    - await LossAt(indices[i], -options.Difference).ConfigureAwait(false)) / (2 * options.Difference);
            }

            witnesses.Add(new HypergradientWitness(HypergradientWitness.FiniteDifferences, values));
        }

        if (options.ClosedForm is { } closedForm)
        {
            var values = closedForm(u);
            witnesses.Add(values.Count == u.Length
                ? new HypergradientWitness(HypergradientWitness.ClosedForm, Pick([.. values]))
                : throw new HyperDslException($"ClosedForm gave {values.Count} values; the model has {u.Length} hyperparameter values."));
        }

        return new HypergradientReport(
            [.. indices.Select(index => NameOf(THyperparameters.Space, index))], indices, witnesses, witnesses.Count - 1, trainedLoss, result.ValidationLoss);

        double[] Pick(double[] all) => [.. indices.Select(index => all[index])];

        Task<TrainingResult<TTrained, THyperparameters>> TrainAt(double[] coordinates) =>
            OrdinaryTraining.RunAsync<TModel, TTrained, THyperparameters>(
                THyperparameters.FromNatural(THyperparameters.Space.ToNatural(coordinates)), splits, training, optimizer, null, cancellation);

        async Task<double> LossAt(int index, double difference)
        {
            double[] moved = [.. u];
            moved[index] += difference;
            using var trained = await TrainAt(moved).ConfigureAwait(false);
            return trained.ValidationLoss;
        }
    }

    /// <summary>Refuses a model that cannot be checked; generated code calls this before the run whose result is to be checked.</summary>
    /// <exception cref="HyperDslException">The model has shared modules with weights that are trained, or hyperparameters that are its optimizer's own.</exception>
    public static void Require<TModel, TTrained, THyperparameters>()
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        NativeBackend.EnsureLoaded();
        var own = THyperparameters.Space.Hyperparameters.Where(info => info.Of != Optimizer.None).Select(info => info.Name).ToList();
        if (own.Count > 0)
        {
            throw new HyperDslException(
                $"{typeof(TModel).Name} has hyperparameters of its optimizer's own ({string.Join(", ", own)}), and what a check compares are best responses, which have no optimizer: there is nothing to check by. Check a model without them.");
        }

        using var context = ModelCreation.ForRun<TModel, TTrained, THyperparameters>(seed: 0, torch.CPU).Context;
        if (context.State.SharedParameters.Count > 0)
        {
            throw new HyperDslException(
                $"{typeof(TModel).Name} has shared modules with weights of their own, which the hypergradient by implicit differentiation leaves out: there is nothing to check by. Freeze them (requires_grad = false), or use conditioned layers.");
        }
    }

    private static int[] Sample(int count, HypergradientCheckOptions options)
    {
        if (count <= options.Samples)
        {
            return [.. Enumerable.Range(0, count)];
        }

        var random = new Random(options.Seed);
        var chosen = new SortedSet<int>();
        while (chosen.Count < options.Samples)
        {
            chosen.Add(random.Next(count));
        }

        return [.. chosen];
    }

    private static string NameOf(HyperparameterSpace space, int index)
    {
        var info = space.Hyperparameters.First(info => index < info.Offset + info.Count);
        return info.Count == 1 ? info.Name : FormattableString.Invariant($"{info.Name}[{index - info.Offset}]");
    }

    /// <summary>The response's own hypergradient of the validation loss over all validation rows; null where the run kept no response.</summary>
    private static double[]? OfResponse<TModel, TTrained, THyperparameters>(
        TuningResult<TModel, TTrained, THyperparameters> result, DataSplits splits, double[] u)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        if (!result.Response.HasJacobian)
        {
            return null;
        }

        using var scope = torch.NewDisposeScope();
        using var owner = new Instance<TModel, TTrained, THyperparameters>(splits, result.Model.Weights, result.Response.State, u, null);
        return result.Response.Hypergradient(u, owner.Problem.ValidationGradient(owner.Weights).Gradient);
    }

    private static double[] OfImplicit<TModel, TTrained, THyperparameters>(
        TTrained trained, DataSplits splits, ExperimentSettings settings, double[] u, HypergradientCheckOptions options, CancellationToken cancellation)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        using var scope = torch.NewDisposeScope();
        using var noise = new Generator((ulong)settings.Seed, torch.CPU);
        using var owner = new Instance<TModel, TTrained, THyperparameters>(splits, trained.Weights, trained.ContextState, u, noise);
        var solver = new ConjugateGradients(options.SolverSteps, options.Tolerance);
        using var estimator = new Implicit(solver, new DiagonalCurvature(TModel.Weights, noise: noise))
        {
            Cancellation = cancellation,
        };
        return HostValues.Read(estimator.At(owner.Problem, owner.Weights, owner.Unconstrained).Hypergradient);
    }

    /// <summary>A model on all rows of both splits, at given weights, where and as precise as those are.</summary>
    private sealed class Instance<TModel, TTrained, THyperparameters> : IDisposable
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        private readonly Dataset training;
        private readonly Dataset validation;
        private readonly TModel model;

        public Instance(DataSplits splits, Tensor weights, ModelState state, double[] u, Generator? noise)
        {
            // With the state that belongs to the weights: running statistics of a fresh instance would judge another model.
            model = ModelCreation.WithState<TModel, TTrained, THyperparameters>(state);
            Weights = weights.detach();
            training = InMemory(splits.Training);
            validation = InMemory(splits.Validation);
            model.Context.Noise = noise;
            var row = HostValues.Row(u, weights.dtype, weights.device);
            Unconstrained = row.view(-1);
            Problem = new ModelProblem(model, TModel.Weights, row, Whole(training), Whole(validation));
        }

        public ModelProblem Problem { get; }

        public Tensor Weights { get; }

        public Tensor Unconstrained { get; }

        public void Dispose()
        {
            model.Context.Dispose();
            training.Dispose();
            validation.Dispose();
        }

        // The losses of all rows are differentiated at once.
        private Dataset InMemory(Dataset rows)
        {
            using var held = rows.ToMemory();
            return held.To(Weights.device, Weights.dtype);
        }

        private Minibatch Whole(Dataset rows) =>
            new(InputType.ForModel(rows.HeldInputs, Weights.dtype), rows.Targets, torch.arange(Scalars.Of(0), Scalars.Of(rows.Count), Scalars.Of(1), dtype: ScalarType.Int64, device: rows.Device));
    }
}
