using System.Diagnostics;
using System.Runtime.CompilerServices;
using Hyper.Runtime.Native;
using TorchSharp;

namespace Hyper.Runtime.Tests.Native;

/// <summary>
/// What a child process of the tests does instead of nothing: a process loads libtorch once, so each way to load it
/// needs one of its own.
/// </summary>
internal static class ChildProgram
{
    /// <summary>The environment variable that makes a process of this assembly the child.</summary>
    public const string Variable = "HYPERDSL_TEST_CHILD";

    /// <summary>The child that tells what it loads; it needs no Main.</summary>
    public const string Load = "load";

    /// <summary>The child that makes tensors of its own, and rows of ours, without asking for libtorch first.</summary>
    public const string Tensor = "tensor";

    /// <summary>Starts a child and waits for its end.</summary>
    /// <param name="what">What it is to do.</param>
    /// <param name="variables">Environment variables, and nothing for those that it is not to have.</param>
    /// <returns>Its exit status and all that it wrote.</returns>
    public static (int Code, string Output) Start(string what, params (string Name, string? Value)[] variables)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "On other systems TorchSharp loads libtorch by itself.");
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(ChildProgram).Assembly.Location);
        start.Environment[Variable] = what;
        foreach ((string name, string? value) in variables)
            start.Environment[name] = value;
        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return (child.ExitCode, output + errors.Result);
    }

#pragma warning disable CA2255 // It has to come before Main, which the test SDK writes.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void RunIfChild()
    {
        if (Environment.GetEnvironmentVariable(Variable) == Tensor)
            Environment.Exit(MakeTensors());
        if (Environment.GetEnvironmentVariable(Variable) != Load)
            return;
        try
        {
            NativeBackend.Prepare();
            NativeBackend.EnsureLoaded();
            Console.WriteLine(NativeBackend.Description);
            Console.WriteLine($"gradient {Gradient()}");
            foreach (string line in File.ReadLines("/proc/self/maps").Where(line => line.Contains(" r-xp ", StringComparison.Ordinal)))
            {
                if (line.IndexOf('/', StringComparison.Ordinal) is > 0 and var path)
                    Console.WriteLine($"mapped {line[path..]}");
            }

            Environment.Exit(0);
        }
        catch (NativeLoadException problem)
        {
            Console.WriteLine(problem.Message);
            Environment.Exit(2);
        }
    }

    private static int MakeTensors()
    {
        NativeBackend.Prepare();
        int failures = 0;
        foreach (Func<IDisposable> make in (Func<IDisposable>[])[() => torch.rand(2), () => torch.zeros(2), Hyper.Runtime.Data.Digits.Load])
        {
            try
            {
                make().Dispose();
            }
            catch (Exception problem)
            {
                failures++;
                Console.WriteLine($"{problem.GetType().Name}, {problem.GetBaseException().GetType().Name}: {problem.GetBaseException().Message}");
            }
        }

        return failures;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float Gradient()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor point = torch.full(2, 2, 3.0, requires_grad: true);
        point.mm(point).sum().backward();
        return point.grad!.sum().item<float>();
    }
}
