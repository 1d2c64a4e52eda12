using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Verification;

/// <summary>
/// Differentiates a model's passes, and holds the compiled ones against autograd when they are first taken: both from the same
/// random numbers, and only one of them counts. Where they differ by more than rounding, the compiler has made a mistake: the
/// run goes on by autograd and says so.
/// </summary>
/// <remarks>
/// Where both agree, the compiled pass is the one that counts, and everything is as if nobody had looked. A pass of another number of
/// samples is looked at by itself. Where autograd does not even agree with itself, such as in a model that draws from a
/// generator of its own, nothing can be said.
/// </remarks>
internal sealed class SecondLook : IResumable
{
    // What was found of the trainings of this process; LibraryNoise.Gate guards it.
    private static readonly Dictionary<PassKey, string?> ofTrainings = [];

    private readonly IHyperModel model;
    private readonly ExperimentSettings settings;
    private readonly Dictionary<PassKey, string?> known;
    private readonly HashSet<(bool IsTraining, int Samples)> seen = [];
    private readonly List<string> warnings = [];

    private SecondLook(IHyperModel model, ExperimentSettings settings, Dictionary<PassKey, string?> known)
    {
        this.model = model;
        this.settings = settings;
        this.known = known;
    }

    /// <summary>What has been found wrong, a sentence each; empty where nothing has.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>For a run, which looks for itself.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="settings">The experiment's numbers.</param>
    public static SecondLook OfRun(IHyperModel model, ExperimentSettings settings) => new(model, settings, []);

    /// <summary>
    /// For an ordinary training: of a search there may be thousands, so the first one of a model in this process looks, and the
    /// others go by what it has found.
    /// </summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="settings">The experiment's numbers.</param>
    public static SecondLook OfTraining(IHyperModel model, ExperimentSettings settings) => new(model, settings, ofTrainings);

    /// <summary>L_T(w, u), a scalar without a graph, whose gradient it leaves with the weights.</summary>
    /// <param name="weights">w, of S samples.</param>
    /// <param name="unconstrained">u, [S, n].</param>
    /// <param name="batch">Rows of the training split.</param>
    public Tensor Training(ElementaryWeights weights, Tensor unconstrained, Minibatch batch) => IsDue(isTraining: true, weights, batch)
        ? Once(isTraining: true, weights, () => model.TrainingGradient(weights, unconstrained, batch))
        : model.TrainingGradient(weights, unconstrained, batch);

    /// <summary>L_V(w), a scalar without a graph, whose gradient it leaves with the weights.</summary>
    /// <param name="weights">w, of S samples.</param>
    /// <param name="unconstrained">u, [S, n]: what the forward method sees of the hyperparameters in evaluation.</param>
    /// <param name="batch">Rows of the validation split.</param>
    public Tensor Validation(ElementaryWeights weights, Tensor unconstrained, Minibatch batch) => IsDue(isTraining: false, weights, batch)
        ? Once(isTraining: false, weights, () => model.ValidationGradient(weights, unconstrained, batch))
        : model.ValidationGradient(weights, unconstrained, batch);

    /// <inheritdoc/>
    /// <remarks>Where nothing was wrong there is nothing to remember: another process looks again, at the program as it is then.</remarks>
    public void Save(StateWriter to)
    {
        to.Add("count", warnings.Count);
        for (var i = 0; i < warnings.Count; i++)
        {
            to.Add($"warning_{i}", warnings[i]);
        }
    }

    /// <inheritdoc/>
    public void Restore(StateReader from)
    {
        for (var i = 0; i < from.Whole("count"); i++)
        {
            Heed(from.Text($"warning_{i}"));
        }
    }

    private bool IsDue(bool isTraining, ElementaryWeights weights, Minibatch batch) =>
        settings.Verify && !seen.Contains((isTraining, weights.Samples)) && ModelPasses.AreCompiled(model, weights, batch.Rows);

    private Tensor Once(bool isTraining, ElementaryWeights weights, Func<Tensor> differentiate)
    {
        seen.Add((isTraining, weights.Samples));
        var key = new PassKey(model.GetType(), isTraining, weights.Samples, weights.Values.dtype, weights.Values.device_type);

        // One at a time: the library's generator is the process's own, and other trainings of the model wait for what this one finds.
        lock (LibraryNoise.Gate)
        {
            if (!known.TryGetValue(key, out var warning))
            {
                var loss = Look(isTraining ? "training" : "validation", weights, differentiate, out warning);
                known.Add(key, warning);
                Heed(warning);
                return loss;
            }

            Heed(warning);
        }

        return differentiate();
    }

    private void Heed(string? warning)
    {
        if (warning is not null)
        {
            model.Context.UsesAutograd = true;
            warnings.Add(warning);
        }
    }

    private Tensor Look(string pass, ElementaryWeights weights, Func<Tensor> differentiate, out string? warning)
    {
        using var start = new PassStart(model.Context, weights.IsOnHost ? null : settings.Seed);
        var right = Take(usesAutograd: true);
        start.Restore();
        var (judged, difference) = Judge(right);
        if (difference is null)
        {
            weights.ReleaseLeafGradients();
            warning = null;
            return judged!.Loss;
        }

        start.Restore();
        var again = Take(usesAutograd: true);
        if (judged is null || PassDifference.Between(weights.Layout, right, again) is null)
        {
            warning = Told(pass, difference);
            return again.Loss;
        }

        start.Restore();
        weights.ReleaseLeafGradients();
        warning = null;
        return Take(usesAutograd: false).Loss;

        // An error that only the compiled pass ends with is a difference like any other.
        (PassOutcome? Compiled, string? Difference) Judge(PassOutcome autograd)
        {
            try
            {
                var compiled = Take(usesAutograd: false);
                return (compiled, PassDifference.Between(weights.Layout, autograd, compiled));
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                return (null, $"it ends with the error \"{failure.Message}\"");
            }
        }

        PassOutcome Take(bool usesAutograd)
        {
            model.Context.UsesAutograd = usesAutograd;
            try
            {
                return PassOutcome.Of(differentiate, weights, model.Context.State);
            }
            finally
            {
                model.Context.UsesAutograd = false;
            }
        }
    }

    private string Told(string pass, string difference) =>
        $"The compiler's {pass} pass of {model.GetType().Name} does not give what autograd gives: {difference}. The run goes on by autograd, which is slower and right."
        + $" This is a fault of HyperDsl: please report it with this message, the class, and its generated file, whose name ends with Passes.g.cs.";

    private readonly record struct PassKey(Type Model, bool IsTraining, int Samples, ScalarType Type, DeviceType Device);
}
