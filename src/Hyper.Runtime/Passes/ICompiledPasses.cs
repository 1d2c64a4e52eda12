namespace Hyper.Runtime.Passes;

/// <summary>
/// A model whose passes the compiler has differentiated: each is a straight line of operations, forward and back, without
/// autograd. The compiler implements it where it understands the forward method and both losses; elsewhere autograd
/// differentiates the user's code. Both give the same numbers.
/// </summary>
/// <remarks>
/// A pass has begun, with weights that are leaves, when either method is called, and rows divide evenly among the samples.
/// Nothing is recorded for autograd meanwhile.
/// </remarks>
public interface ICompiledPasses
{
    /// <summary>L_T(w, u); its gradient with respect to the weights replaces what is in their buffer.</summary>
    /// <param name="inputs">[rows, …], one for each parameter of the forward method.</param>
    /// <param name="targets">The rows' targets.</param>
    /// <returns>A scalar.</returns>
    Tensor TrainingPass(ModelInputs inputs, Tensor targets);

    /// <summary>L_V(w); its gradient with respect to the weights replaces what is in their buffer.</summary>
    /// <param name="inputs">[rows, …], one for each parameter of the forward method.</param>
    /// <param name="targets">The rows' targets.</param>
    /// <returns>A scalar.</returns>
    Tensor ValidationPass(ModelInputs inputs, Tensor targets);
}
