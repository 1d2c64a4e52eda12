using Hyper.Dsl;
using Hyper.Generators.Model.Hypernetworks;

namespace Hyper.Generators.Model;

/// <summary>
/// What a model's response costs, as far as the model alone decides it: exact counts of the products in the generated
/// response, of which each is added to something.
/// </summary>
/// <param name="ResponseOperations">Multiply-adds of one response, for one hyperparameter sample; on the way back to the hyperparameters there are as many.</param>
/// <param name="GradientOperations">Multiply-adds on the way back from the weights' gradient to the hypernetwork's parameters, for one sample.</param>
/// <param name="Bytes">Bytes of the hypernetwork's parameters in float32.</param>
internal sealed record ModelBudget(long ResponseOperations, long GradientOperations, long Bytes)
{
    /// <summary>Samples of a step that says nothing about them.</summary>
    public const int Samples = ExperimentDefaults.HyperSamples;

    /// <summary>
    /// Multiply-adds of the wiring in a joint step: for each sample a response and its gradient, and then a response at û
    /// and the way back to û.
    /// </summary>
    public long StepOperations => (Samples * (ResponseOperations + GradientOperations)) + (2 * ResponseOperations);

    public static ModelBudget Of(ModelClass model)
    {
        var response = 0L;
        var gradient = 0L;
        foreach (var block in model.Hypernetwork.Blocks)
        {
            var work = ResponseFamilies.Of(block.Family).Work(HypernetworkSize.Of(block.WeightCount, block.RowCount, model.Hyperparameters), block.Width);
            response += work.Response;
            gradient += work.Gradient;
        }

        return new ModelBudget(response, gradient, sizeof(float) * (long)model.Hypernetwork.ParameterCount);
    }
}
