using System.Runtime.InteropServices;
using Hyper.Runtime.Host;
using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Native;

namespace Hyper.Runtime.Training.Models;

/// <summary>
/// The last net under a pass of a user's code, where nothing keeps TorchSharp from freeing a number in the midst of a native call: a pass that
/// ends with an error of the library is taken once more, from what was before it. What is really wrong is wrong a second time.
/// </summary>
/// <remarks>Passes come before anything is moved by them, so that the second one is the first one, bit for bit. Where numbers are shielded there is no net, and it costs nothing.</remarks>
internal static class PassNet
{
    private static bool? isNeeded;

    /// <summary>Whether numbers are not shielded here; a test says so.</summary>
    public static bool IsNeeded
    {
        get => isNeeded ??= !NativeBackend.IsShielded;
        set => isNeeded = value;
    }

    /// <summary>Takes a pass.</summary>
    /// <param name="context">What the pass reads and changes.</param>
    /// <param name="rows">The rows' inputs and targets, which a forward method may write over; a loss does not.</param>
    /// <param name="pass">The pass, or a part of it.</param>
    public static Tensor Take(ForwardContext context, (ModelInputs Inputs, Tensor Targets)? rows, Func<Tensor> pass)
    {
        if (!IsNeeded)
        {
            return pass();
        }

        using var start = new PassStart(context, seedOfCuda: null);
        var inputs = rows?.Inputs.Cloned();
        using var targets = rows?.Targets.clone();
        try
        {
            return pass();
        }
        catch (ExternalException fault) when (!MemoryShortage.Is(fault))
        {
            start.Restore();
            using (torch.no_grad())
            {
                for (var i = 0; i < inputs?.Count; i++)
                {
                    rows!.Value.Inputs[i].copy_(inputs.Value[i]);
                }

                rows?.Targets.copy_(targets!);
            }

            context.PassesTakenAgain++;
            return pass();
        }
        finally
        {
            inputs?.Dispose();
        }
    }
}
