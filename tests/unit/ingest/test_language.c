/* The language of short texts, written for this test, in English and twelve other languages. */
#include "ingest/ingest_impl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const struct {
    const char *code, *text;
} samples[] = {
    { "en", "Microsoft hires Inflection founders; shares rise 3% in Frankfurt trading" },
    { "en", "The minister said on Monday that the plan had been dropped." },
    { "en", "Emmanuel Macron and Olaf Scholz met in Paris, the Elysee Palace said" },
    { "en", "OpenAI, SoftBank, Oracle unveil Stargate data centre venture worth $500 billion" },
    { "en", "He lived in São Paulo for years and wrote about Curaçao, Málaga and Kraków." },
    { "en", "DeepSeek releases R1 model weights under MIT licence, Nvidia stock falls sharply" },
    { "en", "President Marta Kolb meets Vice President Anders Lindqvist" },
    { "en", "Fern's and Acme's joint bid: Moody's cuts Kolb Bank's rating" },
    { "en", "Second Nordland Civil War, Eastern Nordland War: Acme war ship sunk" },
    { "de", "Die Regierung hat am Montag ein neues Gesetz über künstliche Intelligenz beschlossen." },
    { "de", "Der Konzern will im kommenden Jahr mehrere tausend Stellen streichen." },
    { "de", "Das Gericht hat die Klage gegen den Vorstand des Unternehmens abgewiesen." },
    { "fr", "Le gouvernement a annoncé lundi une nouvelle loi sur l'intelligence artificielle." },
    { "fr", "La société française va lever des fonds auprès de plusieurs investisseurs." },
    { "fr", "Le tribunal de Paris a rejeté la plainte que le groupe avait déposée en mai." },
    { "es", "El Gobierno anunció el lunes una nueva ley sobre la inteligencia artificial." },
    { "es", "La empresa española despedirá a miles de trabajadores durante el próximo año." },
    { "es", "El tribunal rechazó la demanda que los periodistas habían presentado contra la empresa." },
    { "it", "Il governo ha annunciato lunedì una nuova legge sull'intelligenza artificiale." },
    { "it", "La società licenzierà migliaia di dipendenti nel corso del prossimo anno." },
    { "it", "Il tribunale ha respinto il ricorso che era stato presentato dalla giornalista." },
    { "pt", "O governo anunciou na segunda-feira uma nova lei sobre inteligência artificial." },
    { "pt", "A empresa vai demitir milhares de trabalhadores no próximo ano, diz o jornal." },
    { "pt", "O tribunal rejeitou a ação que o sindicato tinha apresentado em Lisboa." },
    { "nl", "De regering heeft maandag een nieuwe wet over kunstmatige intelligentie aangekondigd." },
    { "nl", "Het bedrijf gaat volgend jaar duizenden banen schrappen, meldt de krant." },
    { "nl", "De rechter heeft de klacht van de vakbond tegen het bedrijf afgewezen." },
    { "sv", "Regeringen presenterade på måndagen en ny lag om artificiell intelligens." },
    { "sv", "Bolaget ska säga upp tusentals anställda under nästa år, enligt tidningen." },
    { "sv", "Domstolen avslog överklagandet som facket hade lämnat in i maj." },
    { "pl", "Rząd ogłosił w poniedziałek nową ustawę o sztucznej inteligencji." },
    { "pl", "Firma zwolni w przyszłym roku tysiące pracowników, jak podaje gazeta." },
    { "pl", "Sąd oddalił pozew, który związek zawodowy złożył przeciwko spółce." },
    { "tr", "Hükümet pazartesi günü yapay zeka için yeni bir yasa açıkladı." },
    { "tr", "Şirket gelecek yıl binlerce çalışanı işten çıkaracak, dedi gazete." },
    { "tr", "Mahkeme sendikanın şirkete karşı açtığı davayı reddetti ve karar çok tartışıldı." },
    { "ru", "Правительство объявило в понедельник новый закон об искусственном интеллекте." },
    { "ru", "Компания уволит тысячи сотрудников в следующем году, пишет газета." },
    { "ru", "Суд отклонил иск, который профсоюз подал против компании в мае." },
    { "ar", "أعلنت الحكومة يوم الاثنين قانونا جديدا بشأن الذكاء الاصطناعي في البلاد." },
    { "ar", "ستسرح الشركة آلاف الموظفين خلال العام المقبل بحسب ما ذكرت الصحيفة." },
    { "ar", "رفضت المحكمة الدعوى التي رفعتها النقابة ضد الشركة في شهر مايو الماضي." },
    { "zh", "中国政府星期一宣布了一项关于人工智能的新法律,要求所有公司在年底之前登记它们的模型,并且公布训练所用的数据来源。" },
    { "zh", "这家公司计划明年裁员数千人,报纸援引知情人士的话报道说,管理层已经在上周通知了工会的代表,谈判将在下个月开始。" },
    { "zh", "法院驳回了工会对该公司提起的诉讼,法官认为公司没有违反劳动合同法的有关规定,工会表示将会向上级法院提出上诉。" },
};

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const char *said = ngi_language_of(ng_str_from(samples[i].text));

        if (strcmp(said, samples[i].code) != 0) print_message("said %s: %s\n", said, samples[i].text);
        assert_string_equal(said, samples[i].code);
    }
}

static void test_too_short_to_tell(void **state)
{
    (void)state;
    assert_string_equal(ngi_language_of(NGI_LITERAL("Der Hund und die Katze")), "");
    assert_string_equal(ngi_language_of(NGI_LITERAL("")), "");
    assert_string_equal(ngi_language_of(NGI_LITERAL("12 345 678 901 234 567 890 123 456 789 012 345 678 901")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_too_short_to_tell),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
