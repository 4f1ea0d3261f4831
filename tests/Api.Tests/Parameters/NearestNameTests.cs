using EmailAgent.Api.Parameters;

namespace EmailAgent.Api.Tests.Parameters;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["page", "page_size", "is_read", "is_starred", "from", "date_from"];

    [Theory]
    [InlineData("is_red", "is_read")]
    [InlineData("unread", "is_read")]
    [InlineData("isRead", "is_read")]
    [InlineData("pageSize", "page_size")]
    [InlineData("page-size", "page_size")]
    [InlineData("form", "from")]
    [InlineData("starred", "is_starred")]
    [InlineData("zzzzzzzz", null)]
    [InlineData("", null)]
    [InlineData("a_name_that_is_far_too_long_to_be_a_typing_error_of_anything", null)]
    public void Find_MisspelledName_IsTheOneThatWasMeant(string given, string? expected) => Assert.Equal(expected, NearestName.Find(given, Known));
}
