using System.Runtime.CompilerServices;
using k8s;
using k8s.Models;

namespace Hyper.Cluster.Tests.Commands;

/// <summary>The files that the page about clusters hands out.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void The_manifests_have_no_field_that_the_objects_of_Kubernetes_do_not_have()
    {
        var text = File.ReadAllText(Path.Combine(Pages(), "cluster", "kubernetes.yaml"));
        var objects = KubernetesYaml.LoadAllFromString(text, typeMap: null, strict: true);
        Assert.Equal(["Namespace", "ServiceAccount", "Role", "RoleBinding", "Service", "StatefulSet", "Deployment", "Deployment"], objects.Cast<IKubernetesObject>().Select(one => one.Kind));
        Assert.ThrowsAny<Exception>(() => KubernetesYaml.LoadAllFromString(text.Replace("replicas: 8", "replica: 8", StringComparison.Ordinal), typeMap: null, strict: true));

        // What a deployment starts is what it looks for.
        Assert.All(objects.OfType<V1Deployment>(), deployment => Assert.All(deployment.Spec.Selector.MatchLabels, label => Assert.Equal(label.Value, deployment.Spec.Template.Metadata.Labels[label.Key])));

        // And the commands are ones that there are.
        foreach (var container in objects.OfType<V1Deployment>().SelectMany(deployment => deployment.Spec.Template.Spec.Containers))
        {
            var parsed = new System.CommandLine.RootCommand { Hyper.Cluster.Commands.ClusterCommand.Create() }.Parse([.. container.Args]);
            Assert.Empty(parsed.Errors);
        }
    }

    [Fact]
    public void The_script_for_Slurm_is_one_that_a_shell_reads()
    {
        using var shell = System.Diagnostics.Process.Start("/bin/sh", ["-n", Path.Combine(Pages(), "cluster", "units.sbatch")]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    private static string Pages([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../docs"));
}
