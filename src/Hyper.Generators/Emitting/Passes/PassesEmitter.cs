using Hyper.Generators.Model;
using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Emitting.Passes;

/// <summary>Writes <c>.Passes.g.cs</c>: the forward method and the losses, differentiated, where the compiler understands them.</summary>
internal static class PassesEmitter
{
    public static string Emit(CompiledPasses passes) => GeneratedFile.Write(
        passes.Model.Place,
        writer =>
        {
            Write(writer, passes.Model, passes.Training, passes.Model.TrainingLoss, isTraining: true);
            writer.Blank();
            Write(writer, passes.Model, passes.Validation, passes.Model.ValidationLoss, isTraining: false);
        },
        $" : {RuntimeNames.CompiledPasses}");

    private static void Write(SourceWriter writer, ModelClass model, PassProgram program, MethodModel loss, bool isTraining)
    {
        writer.Line($"""
            /// <summary>{loss.Name}({model.Forward.Name}({string.Join(", ", PassCode.InputsOf(model))}), targets), and its gradient in the weights' buffer.</summary>
            """);
        writer.Open($"{RuntimeNames.Tensor} {RuntimeNames.CompiledPasses}.{(isTraining ? "TrainingPass" : "ValidationPass")}({RuntimeNames.ModelInputs} rows, {RuntimeNames.Tensor} targets)");
        new PassCode(writer, model, program, isTraining).Write();
        writer.Close();
    }
}
