using TorchSharp;
using Xunit;

public class TensorTests
{
    // Nothing of the models' library is touched, so nothing in it could have loaded libtorch.
    [Fact]
    public void A_tensor_is_made()
    {
        using var ones = torch.ones(3);
        Assert.Equal(3, ones.sum().item<float>());
    }
}
