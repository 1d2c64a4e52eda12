module Program

open Hyper.Runtime.Data
open Models
open TorchSharp

[<EntryPoint>]
let main _ =
    let inputs = torch.rand (300L, 64L)
    let targets = torch.randint (0L, 10L, [| 300L |])
    use rows = new Dataset(inputs, targets)
    use data = DataSplits.Random(rows, seed = 1, training = 100, validation = 100, test = 100)
    use result = TuneBits.RunAsync(data).GetAwaiter().GetResult()
    printfn "%s" (if result.ValidationLoss > 0.0 then "tuned" else "odd")
    0
