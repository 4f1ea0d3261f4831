using System.Globalization;
using EmailAgent.Intelligence.Retrieval;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Intelligence.Tests.Retrieval;

public sealed class QuestionReaderTests
{
    // A Wednesday.
    private static readonly DateTimeOffset Now = new(2026, 12, 2, 21, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("When is the budget meeting?", nameof(AnswerKind.Time), "budget meet")]
    [InlineData("What time does the train to Lyon leave?", nameof(AnswerKind.Time), "time train lyon leav")]
    [InlineData("How much does the printer cost?", nameof(AnswerKind.Amount), "print cost")]
    [InlineData("Who approved the contract?", nameof(AnswerKind.Person), "approv contract")]
    [InlineData("Where is the key?", nameof(AnswerKind.Anything), "key")]
    [InlineData("Wann ist die Besprechung?", nameof(AnswerKind.Time), "besprechung")]
    [InlineData("Wie viel kostet der Drucker?", nameof(AnswerKind.Amount), "kostet druck")]
    [InlineData("Wer hat den Vertrag genehmigt?", nameof(AnswerKind.Person), "vertrag genehmigt")]
    [InlineData("Quand est la réunion ?", nameof(AnswerKind.Time), "reunion")]
    [InlineData("¿Cuánto cuesta la impresora?", nameof(AnswerKind.Amount), "cuesta impresora")]
    [InlineData("När är mötet?", nameof(AnswerKind.Time), "motet")]
    [InlineData("???", nameof(AnswerKind.Anything), "")]
    public void Read_OfAQuestion_KnowsWhatItAsksFor(string text, string kind, string terms)
    {
        var question = QuestionReader.Read(text, Now);

        Assert.Equal(kind, question.Kind.ToString());
        Assert.Equal(terms, string.Join(' ', question.Terms));
    }

    [Theory]
    [InlineData("What happened last week?", "2026-11-23", "2026-11-30")]
    [InlineData("What came yesterday", "2026-12-01", "2026-12-02")]
    [InlineData("invoices from the last 3 days", "2026-11-29", "")]
    [InlineData("invoices of the past 2 weeks", "2026-11-18", "")]
    [InlineData("contracts since March", "2026-03-01", "")]
    [InlineData("contracts in March", "2026-03-01", "2026-04-01")]
    [InlineData("contracts in December 2025", "2025-12-01", "2026-01-01")]
    [InlineData("invoices in 2025", "2025-01-01", "2026-01-01")]
    [InlineData("Rechnungen von letzter Woche", "2026-11-23", "2026-11-30")]
    [InlineData("Verträge seit Oktober", "2026-10-01", "")]
    [InlineData("les factures du mois dernier", "2026-11-01", "2026-12-01")]
    [InlineData("facturas de la semana pasada", "2026-11-23", "2026-11-30")]
    [InlineData("fakturor förra veckan", "2026-11-23", "2026-11-30")]
    [InlineData("everything since last year", "2025-01-01", "")]
    [InlineData("What is planned for next week?", "", "")]
    [InlineData("trips in 2027", "", "")]
    [InlineData("the last 0 days", "", "")]
    [InlineData("the last 99999999999 days", "", "")]
    public void Read_OfATimeInThePast_MakesItACondition(string text, string from, string before)
    {
        var question = QuestionReader.Read(text, Now);

        Assert.Equal((from, before), (Day(question.From), Day(question.Before)));
        Assert.DoesNotContain("week", from.Length > 0 ? question.Text : "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What did Ann Smith say about the budget?", "Ann Smith", "What did say about the budget?")]
    [InlineData("invoices from Acme", "Acme", "invoices")]
    [InlineData("mail from ann@example.org about lunch", "ann@example.org", "mail about lunch")]
    [InlineData("Was hat Jürgen geschrieben?", "Jürgen", "Was hat geschrieben?")]
    [InlineData("Rechnungen von Müller", "Müller", "Rechnungen")]
    [InlineData("did Ann, or Bob, say so", "", "did Ann, or Bob, say so")]
    [InlineData("from the office", "", "from the office")]
    [InlineData("Did The Office close?", "", "Did The Office close?")]
    public void Read_OfASender_MakesItACondition(string text, string sender, string rest)
    {
        var question = QuestionReader.Read(text, Now);

        Assert.Equal((sender, rest), (question.Sender ?? "", question.Text));
    }

    [Theory]
    [InlineData("How much is the last invoice?", true, "How much is the invoice?", "")]
    [InlineData("the most recent contract from Acme", true, "the contract", "Acme")]
    [InlineData("When did Ann last write?", true, "When did write?", "Ann")]
    [InlineData("la dernière facture", true, "la facture", "")]
    [InlineData("Was steht in der letzten Rechnung?", true, "Was steht in der Rechnung?", "")]
    [InlineData("invoices last month", false, "invoices", "")]
    [InlineData("How much is the invoice?", false, "How much is the invoice?", "")]
    public void Read_OfTheNewest_IsNoWordToLookFor(string text, bool isNewest, string rest, string sender)
    {
        var question = QuestionReader.Read(text, Now);

        Assert.Equal((isNewest, rest, sender), (question.IsNewest, question.Text, question.Sender ?? ""));
    }

    [Fact]
    public void Read_OfAnyText_NeverFails() => Prop.ForAll<string>(text =>
    {
        var question = QuestionReader.Read($"{text} from {text} since last {text}", Now);
        return question.From is null || question.Before is null || question.From < question.Before;
    }).QuickCheckThrowOnFailure();

    private static string Day(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
