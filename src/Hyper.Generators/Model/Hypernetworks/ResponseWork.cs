namespace Hyper.Generators.Model.Hypernetworks;

/// <summary>Multiply-adds of a response, for one hyperparameter sample.</summary>
/// <param name="Response">Of the response; on the way back to the hyperparameters there are as many.</param>
/// <param name="Gradient">On the way back from the weights' gradient to the hypernetwork's parameters.</param>
internal readonly record struct ResponseWork(long Response, long Gradient);
