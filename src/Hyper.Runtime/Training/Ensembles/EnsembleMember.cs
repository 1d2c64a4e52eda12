using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Training.Ensembles;

/// <summary>A model of an ensemble.</summary>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <param name="Model">The model, which belongs to the ensemble.</param>
/// <param name="Unconstrained">The hyperparameters that its weights answer to: n unconstrained coordinates.</param>
public sealed record EnsembleMember<TTrained>(TTrained Model, IReadOnlyList<double> Unconstrained)
    where TTrained : TrainedModel;
