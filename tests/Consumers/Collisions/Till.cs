using Shop;

namespace Sales;

public sealed record Till(Dataset Goods, Algorithm Sort, Precision To, Trial Month, Scale On, Keep How);
