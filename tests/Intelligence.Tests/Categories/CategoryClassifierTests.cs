using EmailAgent.Intelligence.Categories;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Intelligence.Tests.Categories;

public sealed class CategoryClassifierTests
{
    [Fact]
    public void Classify_OfAnyText_AnswersOneCategoryWithReasons() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(string Subject, string Text, string From, bool IsKnown)>(), input =>
        {
            var result = CategoryClassifier.Classify(Mails.Of(input.Subject ?? "", input.Text ?? "", input.From ?? ""), input.IsKnown);
            return MessageCategory.All.Contains(result.Category) && result.Confidence is > 0 and <= 1 && result.Reasons.Count is >= 1 and <= 3
                && result.Reasons.All(reason => reason.Length < 400);
        }).QuickCheckThrowOnFailure();

    // None of these is among the examples of the training.
    [Theory]
    [InlineData("Your order 99812 has shipped", "Thanks for shopping with us. Order total $31.20, paid by card. Track your shipment online.", MessageCategory.Receipt)]
    [InlineData("Ihre Bestellbestätigung", "Danke für Ihren Einkauf. Gesamtbetrag 12,00 € inkl. MwSt., die Lieferung erfolgt morgen.", MessageCategory.Receipt)]
    [InlineData("Votre facture", "Le montant de votre commande est de 12,00 €, TVA comprise. Paiement reçu, merci de votre achat.", MessageCategory.Receipt)]
    [InlineData("Reserva confirmada", "Tu vuelo sale a las 9:10. Salida y llegada en el billete. Equipaje de un pasajero incluido.", MessageCategory.Travel)]
    [InlineData("Din tågbiljett", "Avgång 8.02, ankomst 10.40. Din bokning gäller en passagerare. Trevlig resa!", MessageCategory.Travel)]
    [InlineData("Erika möchte sich vernetzen", "Erika hat dir eine Kontaktanfrage geschickt und dein Profil kommentiert.", MessageCategory.Social)]
    public void Classify_InFiveLanguages_FindsTheCategory(string subject, string text, string expected) =>
        Assert.Equal(expected, CategoryClassifier.Classify(Mails.Of(subject, text, "service@firma.example"), isKnownCorrespondent: false).Category);

    [Fact]
    public void Classify_OfACalendarEntry_AnswersCalendar()
    {
        var result = CategoryClassifier.Classify(Mails.Of("Lunch", "See you there.") with { AttachmentTypes = ["text/calendar"] }, isKnownCorrespondent: true);

        Assert.Equal(MessageCategory.Calendar, result.Category);
        Assert.Equal("It has a calendar entry.", result.Reasons[0]);
    }

    [Fact]
    public void Classify_OfSentMail_AnswersWorkOrPersonal() =>
        Assert.Contains(
            CategoryClassifier.Classify(Mails.Of("SALE", "Save 50% now!!! Buy $$$") with { IsSent = true }, isKnownCorrespondent: false).Category,
            new[] { MessageCategory.Personal, MessageCategory.Work });

    [Fact]
    public void Classify_OfAnAutomaticReply_AnswersNotification() =>
        Assert.Equal(
            MessageCategory.Notification,
            CategoryClassifier.Classify(Mails.Of("Re: Lunch", "I am away.") with { Signals = new() { AutoSubmitted = "auto-replied" } }, isKnownCorrespondent: true).Category);

    [Fact]
    public void Classify_OfAHugeText_ReadsItsBeginning()
    {
        var text = string.Concat(Enumerable.Repeat("[x] 1 $%!http\n>", 1_000_000));

        Assert.Contains(CategoryClassifier.Classify(Mails.Of(text, text, text), isKnownCorrespondent: false).Category, MessageCategory.All);
    }
}
