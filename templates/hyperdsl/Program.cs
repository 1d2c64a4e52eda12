using var rows = Rows.Load();
//#if (backend == "cuda")
var settings = Tune.Settings with { Device = "cuda" };
using var result = await Tune.RunAsync(rows, settings);
using var final = await Tune.RefitAsync(result.Hyperparameters, rows, settings);
//#else
using var result = await Tune.RunAsync(rows);
using var final = await Tune.RefitAsync(result.Hyperparameters, rows);
//#endif

Console.WriteLine($"Weight decay {result.Hyperparameters.WeightDecay}, dropout {result.Hyperparameters.Dropout:F3}");
Console.WriteLine($"Accuracy on rows never seen: {final.Model.Accuracy(rows.Test!):P1}");
final.Model.Save("model.safetensors");
