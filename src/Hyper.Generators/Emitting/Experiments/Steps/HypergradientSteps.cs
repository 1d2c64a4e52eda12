using Hyper.Dsl;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Model.Hypernetworks;

namespace Hyper.Generators.Emitting.Experiments.Steps;

/// <summary>The half-steps of runs that take the hypergradient from derivatives of the losses, with the fields that they need.</summary>
internal static class HypergradientSteps
{
    /// <summary>Whether an experiment's run trains plain weights instead of a learned response.</summary>
    public static bool Apply(ExperimentModel experiment)
        => experiment.Settings.Algorithm is Algorithm.Unrolled or Algorithm.T1T2 or Algorithm.Implicit or Algorithm.SingleLoop or Algorithm.OnePass || IsCurvature(experiment);

    /// <summary>Writes the run.</summary>
    public static void Write(SourceWriter writer, ExperimentModel experiment)
    {
        var model = experiment.Model.QualifiedName;
        var settings = experiment.Settings;
        writer.Line($"/// <summary>{Summary(experiment)}</summary>{TrainingEmitter.Choice(experiment)}");
        writer.Line(GeneratedFile.Attribute);
        writer.Line($"private sealed class Run : {(IsCurvature(experiment) ? RuntimeNames.CurvatureRun : RuntimeNames.HypergradientRun)}<");
        writer.Line($"    {model},");
        writer.Line($"    {model}.Trained,");
        writer.Open($"    {model}.Hyperparameters>");
        var (type, field, create, members) = Parts(experiment);
        if (field.Length > 0)
        {
            writer.Line($"private readonly {type} {field};");
            if (settings.Algorithm == Algorithm.SingleLoop)
            {
                writer.Line($"private {RuntimeNames.SingleLoop}.Directions directions;");
            }

            writer.Blank();
        }

        writer.Line($"internal Run({RuntimeNames.DataSplits} data, {RuntimeNames.ExperimentSettings} settings)");
        writer.Line("    : base(");
        writer.Line("        data,");
        writer.Line("        settings,");
        writer.Line($"        optimizer: {RuntimeNames.OptimizerKind}.{settings.Optimizer},");
        writer.Line($"        hyperRule: {RuntimeNames.OptimizerKind}.{settings.HyperOptimizer})");
        writer.Open("");
        writer.Line($"{field} = {create};");
        writer.Close();
        writer.Blank();
        writer.Line(members);
        writer.Close();
    }

    private static bool IsCurvature(ExperimentModel experiment)
        => ResponseFamilies.Of(experiment.Family).IsComputed && experiment.Settings.Algorithm == Algorithm.Joint;

    private static (string Type, string Field, string Create, string Members) Parts(ExperimentModel experiment)
    {
        if (IsCurvature(experiment))
        {
            return (RuntimeNames.CurvatureEstimate, "curvature", $"Own({Curvature(experiment)})", CurvatureMembers);
        }

        return experiment.Settings.Algorithm switch
        {
            Algorithm.Unrolled => (RuntimeNames.Unrolled, "unrolled", $"Own(new {RuntimeNames.Unrolled}(Rule))", UnrolledMembers),
            Algorithm.OnePass => (RuntimeNames.OnePass, "onePass", $"Own(new {RuntimeNames.OnePass}(Rule, settings.SolverSteps))", OnePassMembers),
            Algorithm.T1T2 => (RuntimeNames.T1T2, "hypergradient", $"new {RuntimeNames.T1T2}(settings.NeumannRate)", EstimatorMembers("û moves down −α·∇L_Vᵀ·∂²L_T/∂w∂u.")),
            Algorithm.SingleLoop => (RuntimeNames.SingleLoop, "loop", $"Own(new {RuntimeNames.SingleLoop}(Weights, settings.Damping))", SingleLoopMembers),
            _ => (RuntimeNames.Implicit, "hypergradient", Implicit(experiment), EstimatorMembers("û moves down −qᵀ·∂²L_T/∂w∂u, where Hq = ∇L_V.")),
        };
    }

    private static string Implicit(ExperimentModel experiment)
    {
        var solver = experiment.Settings.Solver == Solver.Neumann
            ? $"new {RuntimeNames.Neumann}(settings.SolverSteps, settings.NeumannRate)"
            : $"new {RuntimeNames.ConjugateGradients}(settings.SolverSteps)";
        var preconditioner = experiment.Settings.Preconditioner == Preconditioner.None ? "preconditioner: null" : Curvature(experiment);
        return $"""
            Own(new {RuntimeNames.Implicit}(
                {solver},
                {preconditioner},
                settings.WarmStart,
                settings.Damping))
            """;
    }

    private static string Curvature(ExperimentModel experiment)
    {
        var kind = experiment.Settings.Preconditioner == Preconditioner.Kronecker ? RuntimeNames.KroneckerCurvature : RuntimeNames.DiagonalCurvature;
        return $"new {kind}({experiment.Model.QualifiedName}.Layout.Weights, settings.Damping, Noise)";
    }

    private static string EstimatorMembers(string outer) => $$"""
        /// <summary>w moves down L_T(w, û).</summary>
        protected override {{RuntimeNames.Tensor}} InnerStep() => Descend();

        /// <summary>{{outer}}</summary>
        protected override {{RuntimeNames.Tensor}} OuterStep()
        {
            var estimate = hypergradient.At(NextProblem(), Weights, Current);
            Follow(estimate.Hypergradient);
            return estimate.ValidationLoss;
        }
        """;

    private const string CurvatureMembers = $$"""
        /// <inheritdoc/>
        protected override {{RuntimeNames.CurvatureEstimate}} Curvature => curvature;

        /// <summary>a moves down L_T(a, û).</summary>
        protected override {{RuntimeNames.Tensor}} InnerStep() => Descend();

        /// <summary>û moves down −qᵀ·∂²L_T/∂w∂u, where q = Ĥ⁻¹·∇L_V(a).</summary>
        protected override {{RuntimeNames.Tensor}} OuterStep()
        {
            var estimate = HypergradientOfResponse(NextProblem());
            Follow(estimate.Hypergradient);
            return estimate.ValidationLoss;
        }
        """;

    private const string UnrolledMembers = $$"""
        /// <summary>w takes UnrollSteps steps of gradient descent down L_T(w, û), which are recorded where û moves next.</summary>
        protected override {{RuntimeNames.Tensor}} InnerStep() => IsOuterStepNext
            ? unrolled.Forward(_ => NextTrainingProblem(), Weights, Current, Settings.UnrollSteps, RateFactor)
            : Descend(unrolled.Descent, Settings.UnrollSteps);

        /// <summary>û moves down the gradient of L_V(w) through those steps.</summary>
        protected override {{RuntimeNames.Tensor}} OuterStep()
        {
            var (loss, gradient) = ValidationGradient();
            Follow(unrolled.Backward(gradient));
            return loss;
        }
        """;

    private const string OnePassMembers = $$"""
        /// <summary>w takes one step of gradient descent down L_T(w, û), which is recorded where û moves next.</summary>
        protected override {{RuntimeNames.Tensor}} InnerStep() => IsOuterStepNext
            ? onePass.Forward(NextTrainingProblem(), Weights, Current, RateFactor)
            : Descend(onePass.Descent);

        /// <summary>û moves down −∇L_V(w)ᵀ·Σ(I − ∂s/∂w)ᵏ·∂s/∂u, where s is that step.</summary>
        protected override {{RuntimeNames.Tensor}} OuterStep()
        {
            var (loss, gradient) = ValidationGradient();
            Follow(onePass.Backward(gradient));
            return loss;
        }
        """;

    private const string SingleLoopMembers = $$"""
        /// <summary>w moves against ∂L_T/∂w, and q against Hq − ∇L_V, both as they are before the step.</summary>
        protected override {{RuntimeNames.Tensor}} InnerStep()
        {
            directions = loop.At(NextProblem(), Weights, Current);
            Descend(directions.Weights);
            loop.Move(directions, Settings.NeumannRate);
            return directions.TrainingLoss;
        }

        /// <summary>û moves down −qᵀ·∂²L_T/∂w∂u, as it was before the step.</summary>
        protected override {{RuntimeNames.Tensor}} OuterStep()
        {
            Follow(directions.Hypergradient);
            return directions.ValidationLoss;
        }
        """;

    private static string Summary(ExperimentModel experiment)
    {
        var model = $"<see cref=\"{experiment.Model.QualifiedName}\"/>";
        if (IsCurvature(experiment))
        {
            return $"Joint training of {model} with a Curvature response: its Jacobian is computed, not learned.";
        }

        return experiment.Settings.Algorithm switch
        {
            Algorithm.Unrolled => $"Tuning of {model} by unrolled differentiation of its training.",
            Algorithm.OnePass => $"Tuning of {model} in one pass, by the fixed point of its weights' update.",
            Algorithm.T1T2 => $"Tuning of {model} by T1-T2, the hypergradient of one inner step.",
            Algorithm.SingleLoop => $"Tuning of {model} by the single-loop method SOBA.",
            _ => $"Tuning of {model} by implicit differentiation.",
        };
    }
}
