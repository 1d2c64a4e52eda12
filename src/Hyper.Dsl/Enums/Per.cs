namespace Hyper.Dsl;

/// <summary>How many values a hyperparameter has, in terms of the model's weights.</summary>
public enum Per
{
    /// <summary>One value for the whole model.</summary>
    Scalar,

    /// <summary>One value for each conditioned layer, in the order in which the layers are declared.</summary>
    Layer,

    /// <summary>One value for each output unit of each conditioned layer; a unit's bias belongs to the unit.</summary>
    Unit,

    /// <summary>One value for each elementary weight, biases included, in the order of the flat weight vector.</summary>
    Weight,

    /// <summary>
    /// One value for each row of the training split, in its order: <c>Count</c> says how many that are. For weights of
    /// examples, which the training loss reads.
    /// </summary>
    Example,
}
