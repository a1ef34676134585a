/* Replays the corpus folder of a fuzz target as a test: each file once, each cut in half, and some with a byte turned. */
#include "tap.h"

#include <dirent.h>

#include "fuzz.h"

static void replay(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size + 1);
    memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    LLVMFuzzerTestOneInput(copy, size / 2);
    for (size_t i = 0; i < size; i += 1 + size / 32) {
        copy[i] ^= 0x1C;
        LLVMFuzzerTestOneInput(copy, size);
        copy[i] ^= 0x1C;
    }
    free(copy);
}

static bool replay_file(const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    static uint8_t bytes[1 << 20];
    size_t n = fread(bytes, 1, sizeof(bytes), file);
    fclose(file);
    replay(bytes, n);
    return true;
}

int main(int argc, char **argv)
{
    struct dirent **names = NULL;
    int n = argc > 1 ? scandir(argv[1], &names, NULL, alphasort) : -1;
    ok(n > 2, "the corpus has files");
    replay((const uint8_t *)"", 0);
    for (int i = 0; i < n; i++) {
        if (names[i]->d_name[0] != '.')
            ok(replay_file(argv[1], names[i]->d_name), "%s", names[i]->d_name);
        free(names[i]);
    }
    free(names);
    return done();
}
