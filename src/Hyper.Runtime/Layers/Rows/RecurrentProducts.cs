namespace Hyper.Runtime.Layers.Rows;

/// <summary>The products of a recurrent layer for S samples with as many rows each.</summary>
internal static class RecurrentProducts
{
    /// <summary>All time steps' inputs times the input weights: [S, rows of a sample, time, gates].</summary>
    /// <param name="input">[rows, time, inputs].</param>
    /// <param name="weight">[S, gates, inputs].</param>
    /// <param name="bias">[S, gates], or null.</param>
    public static Tensor OfInputs(Tensor input, Tensor weight, Tensor? bias)
    {
        var samples = weight.shape[0];
        var product = input.reshape(samples, -1, input.shape[2]).bmm(weight.transpose(1, 2));
        return WithBias(product, bias).view(samples, input.shape[0] / samples, input.shape[1], weight.shape[1]);
    }

    /// <summary>The state times the state weights: [S, rows of a sample, gates].</summary>
    /// <param name="state">[S, rows of a sample, hidden].</param>
    /// <param name="weight">[S, gates, hidden].</param>
    /// <param name="bias">[S, gates], or null.</param>
    public static Tensor OfState(Tensor state, Tensor weight, Tensor? bias) => WithBias(state.bmm(weight.transpose(1, 2)), bias);

    private static Tensor WithBias(Tensor product, Tensor? bias) => bias is null ? product : product.add(bias.unsqueeze(1), Scalars.Of(1));
}
