using EmailAgent.Grains.Categories;
using EmailAgent.Intelligence.Categories;

namespace EmailAgent.Grains.Tests.Categories;

public sealed class CategoryNameTests
{
    [Fact]
    public void Names_OfTheApi_AreThoseOfTheClassifier() => Assert.Equal(MessageCategory.All, CategoryNames.All);

    [Fact]
    public void Names_OfTheSchema_AreTheSame() => Assert.Equal(CategoryNames.All, new CategoryNameAttribute().Values.Cast<string>());
}
