// Both ways of a pass are taken from the same random numbers, of the library's own generator too, which is the process's: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
